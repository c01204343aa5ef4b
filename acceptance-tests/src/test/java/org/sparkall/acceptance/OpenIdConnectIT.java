package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Discovery and UserInfo. */
class OpenIdConnectIT {

    private static final String USER_INFO = AT.auth() + "/v1/userinfo";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theMetadataSayExactlyWhatIsSupported() throws Exception {
        ObjectNode metadata = (ObjectNode) metadata("openid-configuration");
        assertThat(metadata("oauth-authorization-server")).isEqualTo(metadata);
        OIDCProviderMetadata.parse(metadata.toString());
        JsonNode scopes = metadata.remove("scopes_supported");
        assertThat(scopes).extracting(JsonNode::asText).contains("spark:all", "openid", "spark-admin:people_read");
        assertThat(pretty(JSON.readTree(metadata.toString().replace(AT.auth(), "https://issuer"))))
                .isEqualTo(snapshot());
    }

    private static String snapshot() throws IOException {
        try (InputStream in = OpenIdConnectIT.class.getResourceAsStream("/metadata.json")) {
            return pretty(JSON.readTree(in));
        }
    }

    private static String pretty(JsonNode json) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter()
                .with(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(JSON.treeToValue(json, Map.class));
    }

    private static JsonNode metadata(String name) {
        return REQUESTS.get(URI.create(AT.auth() + "/.well-known/" + name)).json();
    }

    @Test
    void everyEndpointOfTheMetadataIsThere() {
        metadata("openid-configuration").properties().forEach(member -> {
            if (!member.getKey().matches(".*_endpoint|jwks_uri")) return;
            String address = member.getValue().asText();
            assertThat(address).startsWith(AT.auth());
            // The one that is completed by the name of a grant.
            if (member.getKey().equals("grant_management_endpoint")) address += "/" + UUID.randomUUID();
            assertThat(REQUESTS.get(URI.create(address)).status())
                    .as(member.getKey())
                    .isNotEqualTo(404)
                    .isLessThan(500);
        });
    }

    @Test
    void userInfoSaysWhoItIsAndNothingElse() {
        Granted granted = grant("alice", registered("openid"), "openid");
        Reply told = ask(granted.accessToken());
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.text("sub")).isEqualTo(RunningSuite.subject(granted));
        assertThat(told.json().properties()).extracting(Map.Entry::getKey).isSubsetOf("sub", "org");
        Reply posted = REQUESTS.send(
                Requests.form(USER_INFO, Map.of()).header("Authorization", "Bearer " + granted.accessToken()));
        assertThat(posted.json()).isEqualTo(told.json());
    }

    @Test
    void theTokenMayComeInAPostedFormButInOneWayOnly() {
        Granted granted = grant("alice", registered("openid"), "openid");
        Map<String, String> form = Map.of("access_token", granted.accessToken());
        Reply told = REQUESTS.send(Requests.form(USER_INFO, form));
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(told.text("sub")).isEqualTo(RunningSuite.subject(granted));

        Reply twice = REQUESTS.send(
                Requests.form(USER_INFO, form).header("Authorization", "Bearer " + granted.accessToken()));
        assertThat(twice.status()).isEqualTo(400);
        assertThat(challenge(twice)).contains("error=\"invalid_request\"");
        Reply doubled = REQUESTS.send(Requests.form(
                USER_INFO, Map.of("access_token", java.util.List.of(granted.accessToken(), granted.accessToken()))));
        assertThat(doubled.status()).isEqualTo(400);
        Reply wrong = REQUESTS.send(Requests.form(USER_INFO, Map.of("access_token", "nonsense")));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(challenge(wrong)).contains("error=\"invalid_token\"");
        // An address is no form.
        Reply inTheAddress = REQUESTS.send(Requests.to(USER_INFO + "?access_token=" + granted.accessToken()));
        assertThat(inTheAddress.status()).isEqualTo(401);
    }

    @Test
    void aBoundTokenMayNotComeInAForm() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        String token = boundTo(key, grant("alice", registered("openid"), "openid"));
        Reply refused = REQUESTS.send(Requests.form(USER_INFO, Map.of("access_token", token)));
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void aTokenThatWasRevokedOrIsNoneIsInvalid() {
        Granted granted = grant("alice", registered("openid"), "openid");
        assertThat(granted.integration().revoke(granted.refreshToken()).status())
                .isEqualTo(200);
        for (String token : new String[] {granted.accessToken(), "nonsense", RunningSuite.KEYCLOAK.tokenOf("alice")}) {
            Reply refused = ask(token);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(challenge(refused)).startsWith("Bearer").contains("error=\"invalid_token\"");
        }
    }

    @Test
    void aTokenWithoutOpenidIsNotEnough() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Reply refused = ask(granted.accessToken());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(challenge(refused)).contains("error=\"insufficient_scope\"").contains("scope=\"openid\"");
    }

    @Test
    void withoutATokenOneIsAskedFor() {
        Reply refused = REQUESTS.get(URI.create(USER_INFO));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(challenge(refused)).startsWith("Bearer").doesNotContain("error");
    }

    @Test
    void aBoundTokenNeedsAProofOfItsKeyForThisRequest() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        Granted granted = grant("alice", registered("openid"), "openid");
        String token = boundTo(key, granted);
        Reply asked = withProof(key, token, "GET", USER_INFO, null);
        assertThat(asked.status()).isEqualTo(401);
        assertThat(challenge(asked)).startsWith("DPoP").contains("use_dpop_nonce");
        Nonce nonce = nonce(asked);
        assertThat(withProof(key, token, "GET", USER_INFO, nonce).status()).isEqualTo(200);

        assertThat(ask(token).status()).as("as a bearer token").isEqualTo(401);
        ECKey other = new ECKeyGenerator(Curve.P_256).generate();
        assertThat(withProof(other, token, "GET", USER_INFO, nonce).status()).isEqualTo(401);
        assertThat(withProof(key, token, "POST", USER_INFO, nonce).status()).isEqualTo(401);
        assertThat(withProof(key, token, "GET", USER_INFO + "2", nonce).status())
                .isEqualTo(401);
        assertThat(withProof(key, granted.accessToken(), "GET", USER_INFO, nonce)
                        .status())
                .as("a token that is not bound")
                .isEqualTo(401);
    }

    /** A token of the same grant, bound to a key at its refresh. */
    private static String boundTo(ECKey key, Granted granted) throws Exception {
        String endpoint = AT.auth() + "/v1/access_token";
        Reply asked = refresh(granted, proof(key, "POST", endpoint, null, null));
        return refresh(granted, proof(key, "POST", endpoint, null, nonce(asked)))
                .text("access_token");
    }

    private static Reply refresh(Granted granted, String proof) {
        return granted.integration()
                .send(
                        "/v1/access_token",
                        Map.of("grant_type", "refresh_token", "refresh_token", granted.refreshToken()),
                        Map.of("DPoP", proof));
    }

    private static Reply withProof(ECKey key, String token, String method, String uri, @Nullable Nonce nonce)
            throws Exception {
        HttpRequest.Builder request = Requests.to(USER_INFO).header("Authorization", "DPoP " + token);
        return REQUESTS.send(request.header("DPoP", proof(key, method, uri, new DPoPAccessToken(token), nonce)));
    }

    private static String proof(
            ECKey key, String method, String uri, @Nullable AccessToken token, @Nullable Nonce nonce) throws Exception {
        DPoPProofFactory proofs = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
        return proofs.createDPoPJWT(method, URI.create(uri), token, nonce).serialize();
    }

    private static Nonce nonce(Reply reply) {
        return new Nonce(reply.headers().firstValue("DPoP-Nonce").orElseThrow());
    }

    private static Reply ask(String token) {
        return REQUESTS.send(Requests.to(USER_INFO).header("Authorization", "Bearer " + token));
    }

    private static String challenge(Reply reply) {
        return reply.headers().firstValue("WWW-Authenticate").orElse("");
    }
}
