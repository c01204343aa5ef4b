package org.sparkall.auth.proof;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Hands the current nonce to whoever sent a proof, so that the next one can carry it (RFC 9449 section 8.2). */
public class DpopNonceHeader {

    private static final String NAME = "DPoP-Nonce";

    private final DpopNonces nonces;

    DpopNonceHeader(DpopNonces nonces) {
        this.nonces = nonces;
    }

    @ServerResponseFilter
    public void add(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getHeaderString(DpopProofs.HEADER) != null) {
            response.getHeaders().putSingle(NAME, nonces.current());
        }
    }
}
