package org.sparkall.problem;

import io.quarkus.oidc.OIDCException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells what passes, such as a database that is away, from what is a defect, such as a statement that is wrong. */
public final class Outage {

    /**
     * Classes of SQLSTATE (PostgreSQL appendix A): no connection, out of resources (a full disk), ended by an operator, a failure of the system
     * itself.
     */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");
    /** A server that only reads: the one before a failover. */
    private static final String READ_ONLY = "25006";

    /** A failover takes about so long. */
    private static final int RETRY_AFTER_SECONDS = 5;

    private Outage() {}

    /** Whether this failed because something was away that will be there again. */
    public static boolean is(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof UnavailableException || it instanceof ConnectionException) return true;
            // A service that was begun without Keycloak knows no keys to verify a token by.
            if (it instanceof OIDCException) return true;
            if (it instanceof SQLException sql) return isOutage(sql.getSQLState());
        }
        return false;
    }

    /** @param state null when the driver or the pool failed before the database had a say */
    private static boolean isOutage(@Nullable String state) {
        if (state == null) return true;
        return READ_ONLY.equals(state) || CLASSES.contains(state.substring(0, Math.min(2, state.length())));
    }

    /** The same answer, saying when to try again (RFC 9110 section 10.2.3). */
    public static Response soon(Response answer) {
        return Response.fromResponse(answer)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
