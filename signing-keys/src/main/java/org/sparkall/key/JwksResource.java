package org.sparkall.key;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The public keys, for everybody who verifies a token (RFC 7517). */
@Path("/v1/jwks")
public class JwksResource {

    private final KeyRing keys;
    private final String cacheControl;

    JwksResource(KeyRing keys, KeySettings settings) {
        this.keys = keys;
        this.cacheControl = "public, max-age=" + settings.jwksMaxAge().toSeconds();
    }

    @GET
    public Response keys() {
        return Response.ok(keys.publicKeys().toString(true), JWKSet.MIME_TYPE)
                .header("Cache-Control", cacheControl)
                .build();
    }
}
