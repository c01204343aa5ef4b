package org.sparkall.events;

import org.jdbi.v3.core.Handle;

/**
 * What a service does once when its database was brought back to an earlier state, before it takes any request: it ends what might have
 * been taken back since, and tells the others the state of everything anew. Implementations are CDI beans; in which order they are called does not
 * matter.
 */
public interface RestorationStep {

    /**
     * Does it. All steps of a service are one transaction.
     *
     * @return what was done, in a few words for the log and the audit trail
     * @throws RestorationRefusedException when it cannot be done as the operator said
     */
    String restore(Handle tx, Restoration restoration);
}
