package org.sparkall.auth.key;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The public keys, for everybody who verifies a token (RFC 7517). */
@Path("/v1/jwks")
public class JwksResource {

    private final KeyRing keys;

    JwksResource(KeyRing keys) {
        this.keys = keys;
    }

    @GET
    public Response keys() {
        return Response.ok(keys.publicKeys().toString(true), JWKSet.MIME_TYPE)
                .header("Cache-Control", "public, max-age=300")
                .build();
    }
}
