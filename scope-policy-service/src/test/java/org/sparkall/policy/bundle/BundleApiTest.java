package org.sparkall.policy.bundle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.key.KeyRing;
import org.sparkall.key.TokenSigner;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class BundleApiTest {

    @Inject
    CurrentCatalog catalog;

    @Inject
    KeyRing keys;

    @Inject
    TokenSigner signer;

    @Inject
    BundleStore store;

    @Inject
    org.jdbi.v3.core.Jdbi jdbi;

    @Inject
    BundleSettings settings;

    @Inject
    com.fasterxml.jackson.databind.ObjectMapper json;

    @BeforeEach
    void awaitCatalog() {
        Awaitility.await().until(catalog::isPresent);
    }

    @Test
    void theBundleHoldsTheWholeCatalogAndVerifiesWithThePublishedKey() throws Exception {
        SignedJWT bundle = SignedJWT.parse(get().asString());
        JWKSet published = JWKSet.parse(given().get("/v1/jwks").asString());
        var key = published.getKeyByKeyId(bundle.getHeader().getKeyID()).toECKey();
        assertThat(bundle.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(published.getKeys()).allMatch(it -> !it.isPrivate());
        assertThat(bundle.getHeader().getType().getType()).isEqualTo("spark-catalog+jwt");
        var claims = bundle.getJWTClaimsSet();
        assertThat(claims.getIntegerClaim("catalog_version"))
                .isEqualTo(catalog.get().version());
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofDays(7));
        CatalogDocument document = CatalogDocument.parse(json.writeValueAsString(claims.getJSONObjectClaim("catalog")));
        assertThat(document).isEqualTo(CatalogDocument.of(catalog.get()));
        Map<?, ?> expansions = claims.getJSONObjectClaim("expansions");
        assertThat((List<?>) expansions.get("spark:all")).hasSize(42);
    }

    @Test
    void theSameBytesAreSentAgainAndOnlyToWhoHasThemNot() {
        Response first = get();
        Response second = get();
        assertThat(second.asString()).isEqualTo(first.asString());
        String tag = first.header("ETag");
        assertThat(tag).startsWith("\"" + catalog.get().version() + "-").isEqualTo(second.header("ETag"));
        Response known = given().header("If-None-Match", tag).get("/v1/catalog/bundle");
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.header("ETag")).isEqualTo(tag);
        assertThat(known.asString()).isEmpty();
        assertThat(given().header("If-None-Match", "\"1-other-1\"")
                        .get("/v1/catalog/bundle")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherReplicaSendsTheSameBytes() {
        Bundles replica = new Bundles(catalog, keys, signer, store, jdbi, settings, json);
        assertThat(replica.current().document()).isEqualTo(get().asString());
    }

    private static Response get() {
        Response answer = given().get("/v1/catalog/bundle");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/jwt");
        return answer;
    }
}
