package org.sparkall.auth.authorization;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.seal.ExpiringSeal;
import org.sparkall.seal.Sealer;

/** Hands a flow to the browser and takes it back. */
@Singleton
class FlowSeal extends ExpiringSeal<Requested> {

    FlowSeal(Sealer sealer, ObjectMapper json) {
        super("grant-flow", Requested.class, sealer, json);
    }
}
