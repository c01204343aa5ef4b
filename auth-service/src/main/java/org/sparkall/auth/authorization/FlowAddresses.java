package org.sparkall.auth.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.auth.issuer.TokenSettings;

/** Where a browser goes on with a grant flow. */
@ApplicationScoped
class FlowAddresses {

    private final FlowSeal seal;
    private final TokenSettings tokens;

    FlowAddresses(FlowSeal seal, TokenSettings tokens) {
        this.seal = seal;
        this.tokens = tokens;
    }

    /** The address that signs the person in and goes on. */
    URI resume(Requested flow) {
        return UriBuilder.fromUri(tokens.issuer())
                .path("/v1/authorize/continue")
                .queryParam("flow", seal.seal(flow))
                .build();
    }
}
