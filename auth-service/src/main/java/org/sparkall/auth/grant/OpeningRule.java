package org.sparkall.auth.grant;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What must hold for a grant to be opened, beside the person's consent. */
public interface OpeningRule {

    /**
     * Judges; and keeps what it judged by from changing until the transaction ends, so that no grant is opened beside a change.
     *
     * @param clientId the integration that the grant is for
     * @param signIn the person whose grant it is
     * @return why there can be no grant, as one sentence for the integration's developer; empty when there can
     */
    Optional<String> refusal(Handle tx, String clientId, SignIn signIn);
}
