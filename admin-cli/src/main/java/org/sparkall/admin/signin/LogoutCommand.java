package org.sparkall.admin.signin;

import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.AdminException;
import picocli.CommandLine.Command;

/** {@code logout}: ends the sign-in at Keycloak and forgets it here, even when Keycloak cannot be told. */
@Command(name = "logout", description = "Ends your sign-in, here and at Keycloak.")
public final class LogoutCommand extends AdminCommand {

    LogoutCommand() {}

    @Override
    protected int run() {
        Caller caller = caller();
        SessionFile file = caller.sessions();
        try {
            file.read().ifPresent(it -> {
                String refreshToken = it.tokens().refreshToken();
                if (refreshToken != null) caller.provider().revoke(it.clientId(), refreshToken);
            });
        } catch (AdminException e) {
            err().println(e.getMessage());
            return e.exitCode();
        } finally {
            file.delete();
            err().println("Nobody is signed in here any more.");
        }
        return 0;
    }
}
