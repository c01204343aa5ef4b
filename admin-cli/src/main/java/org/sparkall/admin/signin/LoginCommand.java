package org.sparkall.admin.signin;

import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.signin.IdentityProvider.Answer;
import org.sparkall.admin.signin.SessionFile.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code login}: a person signs in at Keycloak in a browser, which may be on another device (RFC 8628). */
@Command(
        name = "login",
        description = "Signs you in at Keycloak, in a browser.",
        footer = "%nThe sign-in is kept in a file that only you can read, until Keycloak ends it or you log out.")
public final class LoginCommand extends AdminCommand {

    private static final Duration SLOWER = Duration.ofSeconds(5);

    @Option(
            names = "--sign-in-client",
            paramLabel = "ID",
            defaultValue = "spark-admin",
            description = "The client at Keycloak that people sign in with; ${DEFAULT-VALUE} unless told.")
    String clientId = "";

    LoginCommand() {}

    @Override
    protected int run() {
        Caller caller = caller();
        IdentityProvider provider = caller.provider();
        DeviceAuthorizationSuccessResponse begun = provider.beginOnDevice(clientId);
        tell(begun);
        Tokens tokens = await(provider, begun);
        caller.sessions().write(new Session(clientId, tokens));
        err().println("You are signed in at " + provider.issuer() + ".");
        return 0;
    }

    private void tell(DeviceAuthorizationSuccessResponse begun) {
        URI complete = begun.getVerificationURIComplete();
        PrintWriter err = err();
        err.println("Open this address in a browser and sign in:");
        err.println("  " + (complete == null ? begun.getVerificationURI() : complete));
        err.println("It must show the code " + begun.getUserCode().getValue()
                + ". Approve no code that you did not ask for.");
        err.flush();
    }

    /** Asks as often as Keycloak allows (RFC 8628 section 3.5). */
    private Tokens await(IdentityProvider provider, DeviceAuthorizationSuccessResponse begun) {
        Duration pace = Duration.ofSeconds(begun.getInterval());
        Instant end = Instant.now().plusSeconds(begun.getLifetime());
        while (Instant.now().isBefore(end)) {
            sleep(pace);
            switch (provider.ofDevice(clientId, begun.getDeviceCode())) {
                case Answer.Given it -> {
                    return it.tokens();
                }
                case Answer.Refused it -> {
                    if (it.code().equals("slow_down")) pace = pace.plus(SLOWER);
                    else if (!it.code().equals("authorization_pending")) throw refusal(it);
                }
            }
        }
        throw AdminException.signIn("Nobody signed in before the code ran out.");
    }

    private static AdminException refusal(Answer.Refused it) {
        return switch (it.code()) {
            case "access_denied" -> AdminException.signIn("The sign-in was refused in the browser.");
            case "expired_token" -> AdminException.signIn("Nobody signed in before the code ran out.");
            default -> AdminException.signIn("Keycloak refuses: " + it.code() + ": " + it.description() + ".");
        };
    }

    private static void sleep(Duration pace) {
        try {
            Thread.sleep(pace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AdminException.signIn("Interrupted.");
        }
    }
}
