package org.sparkall.auth.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Date;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.key.SigningAlgorithm;
import org.sparkall.key.TokenSigner;

/** Introspection answers as signed JWTs, for the one who asked (RFC 9701 section 5). */
@ApplicationScoped
class IntrospectionJwts {

    static final String MEDIA_TYPE = "application/token-introspection+jwt";

    private static final MediaType ACCEPTED = MediaType.valueOf(MEDIA_TYPE);
    private static final JOSEObjectType TYPE = new JOSEObjectType("token-introspection+jwt");

    private final TokenSigner signer;
    private final TokenSettings settings;
    private final Clock clock = Clock.systemUTC();

    IntrospectionJwts(TokenSigner signer, TokenSettings settings) {
        this.signer = signer;
        this.settings = settings;
    }

    /** Whether the caller names this media type (section 4); a wildcard asks for JSON. */
    static boolean areAskedFor(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .anyMatch(it -> it.getType().equalsIgnoreCase(ACCEPTED.getType())
                        && it.getSubtype().equalsIgnoreCase(ACCEPTED.getSubtype()));
    }

    /** Without sub and exp at the top level, so that it cannot pass for an access token (section 8.1). */
    JWSObject of(TokenIntrospectionSuccessResponse answer, String asker) {
        return signer.sign(
                SigningAlgorithm.ES256,
                TYPE,
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuer().toString())
                        .audience(asker)
                        .issueTime(Date.from(clock.instant()))
                        .claim("token_introspection", answer.toJSONObject())
                        .build());
    }
}
