package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Takes people who were erased out of what this service keeps; what their grants were stays. */
@ApplicationScoped
class ForgottenPeople {

    private static final List<String> TABLES = List.of("grants", "authorization_code", "device_authorization");

    /**
     * Forgets whose a consent was.
     *
     * @param nameless what stands for them from now on
     */
    void forget(Handle tx, UUID consentId, String nameless) {
        for (String table : TABLES) {
            tx.createUpdate("UPDATE " + table + " SET person = :nameless, organization = NULL, session_id = NULL"
                            + " WHERE consent_id = :consent")
                    .bind("nameless", nameless)
                    .bind("consent", consentId)
                    .execute();
        }
    }
}
