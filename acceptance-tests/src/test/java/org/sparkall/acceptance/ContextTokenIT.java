package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.claims;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.reason;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.DpopKey;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** Decisions by the access token that an integration showed: its audience, its type, and the key it is bound to (RFC 9449 section 7). */
class ContextTokenIT {

    private static final String READ = "spark:messages_read";
    private static final String METHOD = "GET";
    private static final String ADDRESS = "https://api.example.com/messages";

    private final DpopKey key = DpopKey.random();

    @Test
    void aTokenIsGoodForEachOfTheAudiencesAndForNoOther() {
        assertThat(reason(byToken(token(List.of()), ""))).isEqualTo("granted");
        assertThat(reason(byToken(token(List.of("https://api.example.com")), "")))
                .isEqualTo("granted");
        assertThat(reason(byToken(token(List.of("https://files.example.com")), "")))
                .isEqualTo("token_invalid");
        String both = token(List.of("https://files.example.com", "https://api.example.com"));
        assertThat(reason(byToken(both, ""))).isEqualTo("granted");
    }

    @Test
    void theTypeJwtIsTakenForThoseOnlyWhoseTokensHaveIt() throws Exception {
        String plain = token(List.of("https://plain.example.com"));
        assertThat(SignedJWT.parse(plain).getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(reason(byToken(plain, ""))).isEqualTo("granted");
    }

    @Test
    void whatIsNoTokenOfThisIssuerIsInvalid() {
        String token = token(List.of());
        int signature = token.lastIndexOf('.') + 1;
        String flipped = token.substring(0, signature)
                + (token.charAt(signature) == 'A' ? 'B' : 'A')
                + token.substring(signature + 1);
        for (String bad : List.of(flipped, "nonsense", token.substring(0, signature), API.platformToken())) {
            Reply reply = byToken(bad, "");
            assertThat(reply.json().path("decision").asBoolean(true)).isFalse();
            assertThat(reason(reply)).isEqualTo("token_invalid");
            assertThat(reply.body()).doesNotContain(bad);
        }
    }

    @Test
    void anAnswerIsReusableNeitherForARefusalNorForABoundToken() {
        String token = token(List.of());
        assertThat(cache(byToken(token, ""))).isBetween(1L, 5L);
        assertThat(cache(byToken(token + "x", ""))).isZero();
        String bound = boundToken();
        assertThat(cache(byToken(bound, proof(key, bound, METHOD, ADDRESS)))).isZero();
    }

    @Test
    void aBoundTokenNeedsAProofOfItsKeyForThatRequest() {
        String token = boundToken();
        assertThat(claims(token).getClaim("cnf")).isEqualTo(Map.of("jkt", key.thumbprint()));
        assertThat(reason(byToken(token, ""))).isEqualTo("token_invalid");
        assertThat(reason(byToken(token, proof(key, token, METHOD, ADDRESS)))).isEqualTo("granted");
        for (String bad : List.of(
                proof(DpopKey.random(), token, METHOD, ADDRESS),
                proof(key, boundToken(), METHOD, ADDRESS),
                proof(key, token, METHOD, ADDRESS).replace("\"htm\":\"GET\"", "\"htm\":\"POST\""),
                proof(key, token, METHOD, ADDRESS).replace("/messages\"", "/rooms\""),
                proof(key, token, METHOD, ADDRESS).replace("\"htu\":\"" + ADDRESS + "\"", "\"htu\":\"no address\""),
                ",\"dpop\":{\"proof\":\"nonsense\",\"htm\":\"GET\",\"htu\":\"" + ADDRESS + "\"}",
                ",\"dpop\":{}")) {
            assertThat(reason(byToken(token, bad))).as(bad).isEqualTo("token_invalid");
        }
    }

    @Test
    void aProofIsGoodOnceHoweverManyQuestionsComeWithIt() {
        String token = boundToken();
        String once = proof(key, token, METHOD, ADDRESS);
        Reply reply = API.access("/access/v1/evaluations", """
                {"subject":{"type":"user","id":"x"},"resource":{"type":"account","id":"x"},"context":{"token":"%s"%s},
                 "evaluations":[{"action":{"name":"%s"}},{"action":{"name":"spark:kms"}},{"action":{"name":"%s"}}]}
                """.formatted(token, once, READ, READ));
        assertThat(reply.json().path("evaluations"))
                .as(reply.body())
                .extracting(it -> it.path("context").path("reason").asText())
                .containsExactly("granted", "scope_not_granted", "granted");
        assertThat(reason(byToken(token, once))).isEqualTo("token_invalid");
    }

    @Test
    void aBearerTokenIsBoundToNothingThatCouldBeProved() {
        String token = token(List.of());
        assertThat(reason(byToken(token, proof(key, token, METHOD, ADDRESS)))).isEqualTo("token_invalid");
    }

    @Test
    void theSearchesTakeATokenToo() {
        String token = token(List.of());
        String person = claims(token).getSubject();
        String question = """
                {"subject":{"type":"user","id":"x"},"action":{"name":"%s"},"resource":{"type":"account","id":"x"},
                 "context":{"token":"%s"}}""";
        JsonNode people = API.access("/access/v1/search/subject", question.formatted(READ, token))
                .json();
        assertThat(people.path("results")).hasSize(1);
        assertThat(people.path("results").path(0).path("id").asText()).isEqualTo(person);
        JsonNode actions = API.access("/access/v1/search/action", question.formatted(READ, token))
                .json();
        assertThat(actions.path("results"))
                .extracting(it -> it.path("name").asText())
                .containsExactly(READ);
        JsonNode nobody = API.access("/access/v1/search/subject", question.formatted(READ, token + "x"))
                .json();
        assertThat(nobody.path("results")).isEmpty();
        assertThat(nobody.path("context").path("reason").asText()).isEqualTo("token_invalid");
    }

    private static Reply byToken(String token, String more) {
        return API.evaluate("""
                {"subject":{"type":"user","id":"x"},"action":{"name":"%s"},"resource":{"type":"account","id":"x"},
                 "context":{"token":"%s"%s}}""".formatted(READ, token, more));
    }

    private static long cache(Reply reply) {
        return reply.json()
                .path("context")
                .path("obligations")
                .path(0)
                .path("max_age_seconds")
                .asLong(-1);
    }

    /** A token of alice for these resource servers; for the usual one when there are none. */
    private static String token(List<String> resources) {
        return token(registered(READ), resources);
    }

    private String boundToken() {
        return token(registered(READ).with(key), List.of());
    }

    private static String token(IntegrationClient integration, List<String> resources) {
        CodeVerifier verifier = new CodeVerifier();
        Map<String, Object> request = integration.request(READ, STATE, verifier);
        if (!resources.isEmpty()) request.put("resource", resources);
        String code = code(new Person("alice"), integration.authorizationRequest(request));
        Reply tokens = integration.redeem(code, verifier);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        String token = tokens.text("access_token");
        awaitReason("granted", claims(token).getSubject(), READ, integration.clientId());
        return token;
    }

    private static String proof(DpopKey key, String token, String method, String address) {
        return ",\"dpop\":{\"proof\":\"%s\",\"htm\":\"%s\",\"htu\":\"%s\"}"
                .formatted(key.proofFor(token, method, address), method, address);
    }
}
