package org.sparkall.auth.restoration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.sparkall.events.Restoration;
import org.sparkall.events.RestorationStep;

/** What is good once and was not used yet in the database's state may have been used since: whoever was about to grant something begins again. */
@ApplicationScoped
class UnfinishedFlows implements RestorationStep {

    private static final List<String> TABLES = List.of("authorization_code", "pushed_request", "device_authorization");

    @Override
    public String restore(Handle tx, Restoration restoration) {
        int rows = 0;
        for (String table : TABLES) {
            rows += tx.createUpdate("DELETE FROM <table>")
                    .define("table", table)
                    .execute();
        }
        return rows + " unfinished flows discarded";
    }
}
