package org.sparkall.admin.signin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sparkall.admin.connection.Addresses;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.connection.ConnectionOptions;
import org.sparkall.admin.connection.Http;
import org.sparkall.admin.connection.Part;
import org.sparkall.admin.signin.IdentityProvider.Answer;
import org.sparkall.admin.signin.SessionFile.Session;

/** As whom this command asks: the client that was named, else whoever is signed in, else the client that a local suite has for this. */
public final class Caller implements Supplier<String> {

    /** What is about to run out is as good as run out: the service's clock may be ahead. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private final ConnectionOptions options;
    private final Addresses addresses;
    private final Http http;
    private final Clock clock = Clock.systemUTC();
    private @Nullable String token;

    public Caller(ConnectionOptions options, Addresses addresses, Http http) {
        this.options = options;
        this.addresses = addresses;
        this.http = http;
    }

    /**
     * An access token for the services.
     *
     * @throws AdminException nobody is there to ask as, or Keycloak gives none
     */
    @Override
    public String get() {
        String known = token;
        if (known == null) token = known = fetch();
        return known;
    }

    private String fetch() {
        Optional<String> named = options.clientId();
        if (named.isPresent()) return ofClient(named.get(), secret(named.get()));
        SessionFile file = sessions();
        Optional<Session> session = file.read();
        if (session.isPresent()) return ofPerson(file, session.get());
        return addresses.localClient().map(it -> ofClient(it, it)).orElseThrow(this::nobody);
    }

    /** The realm. */
    IdentityProvider provider() {
        return new IdentityProvider(addresses.of(Part.ISSUER), http);
    }

    /** Where a person's sign-in at the realm is kept. */
    SessionFile sessions() {
        return new SessionFile(SessionFile.folder(), addresses.of(Part.ISSUER));
    }

    private String ofClient(String clientId, String secret) {
        return switch (provider().ofClient(clientId, secret)) {
            case Answer.Given it -> it.tokens().accessToken();
            case Answer.Refused it ->
                throw AdminException.signIn("Keycloak gives the client " + clientId + " no token: " + it.code()
                        + (it.description().isEmpty() ? "" : ": " + it.description()) + ".");
        };
    }

    private String ofPerson(SessionFile file, Session session) {
        return isGood(session) ? session.tokens().accessToken() : file.alone(() -> refreshed(file));
    }

    private String refreshed(SessionFile file) {
        // Another command may have done it meanwhile.
        Session session = file.read().orElseThrow(this::nobody);
        if (isGood(session)) return session.tokens().accessToken();
        String refreshToken = session.tokens().refreshToken();
        if (refreshToken == null) throw over(file);
        return switch (provider().refreshed(session.clientId(), refreshToken)) {
            case Answer.Given it -> {
                file.write(new Session(session.clientId(), it.tokens()));
                yield it.tokens().accessToken();
            }
            case Answer.Refused it -> throw over(file);
        };
    }

    private boolean isGood(Session session) {
        Instant soon = clock.instant().plus(MARGIN);
        return session.tokens().expiresAt().isAfter(soon);
    }

    private static AdminException over(SessionFile file) {
        file.delete();
        return AdminException.signIn("The sign-in is over: run 'login' again.");
    }

    private AdminException nobody() {
        return AdminException.signIn("Nobody is signed in at " + addresses.of(Part.ISSUER)
                + ": run 'login', or name a client with --client-id.");
    }

    /** Never from the command line, which others on this machine can see and shells keep. */
    private String secret(String clientId) {
        Optional<Path> file = options.clientSecretFile();
        if (file.isEmpty()) {
            return Optional.ofNullable(System.getenv("SPARKALL_ADMIN_CLIENT_SECRET"))
                    .filter(it -> !it.isEmpty())
                    .orElseThrow(
                            () -> AdminException.usage(
                                    "The client " + clientId
                                            + " needs its secret: in SPARKALL_ADMIN_CLIENT_SECRET, or in a file named by --client-secret-file."));
        }
        try {
            String secret = Files.readString(file.get()).strip();
            if (!secret.isEmpty()) return secret;
        } catch (IOException e) {
            // Answered below.
        }
        throw AdminException.usage("--client-secret-file: " + file.get() + " cannot be read or is empty.");
    }
}
