package org.sparkall.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;
import org.sparkall.catalog.CatalogDocument;

/** Takes nothing for a bundle but what its issuer signed as one, with ES256, and what has not expired. */
final class BundleVerifier {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    BundleVerifier(URI issuer, JWKSource<SecurityContext> keys) {
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("spark-catalog+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(issuer.toString()).build(), Set.of("iat", "exp", "catalog")));
    }

    Bundle verify(String document) throws CatalogUnavailableException {
        try {
            JWTClaimsSet claims = processor.process(document, null);
            return new Bundle(
                    CatalogDocument.parse(JSON.writeValueAsString(claims.getJSONObjectClaim("catalog")))
                            .toCatalog(),
                    claims.getIssueTime().toInstant(),
                    claims.getExpirationTime().toInstant());
        } catch (BadJOSEException e) {
            throw new CatalogUnavailableException("what came is no bundle of this issuer that is valid now", e);
        } catch (ParseException | JsonProcessingException | IllegalArgumentException e) {
            throw new CatalogUnavailableException("the bundle's content is no catalog", e);
        } catch (JOSEException e) {
            throw new CatalogUnavailableException("the issuer's keys cannot be had", e);
        }
    }
}
