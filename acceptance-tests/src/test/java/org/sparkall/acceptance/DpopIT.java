package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.claims;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.ClientProof;
import org.sparkall.localstack.journey.DpopKey;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** Demonstrating proof of possession (RFC 9449). */
class DpopIT {

    private static final String TOKENS = "/v1/access_token";
    private static final Map<String, String> OWN = Map.of("grant_type", "client_credentials");

    private final CodeVerifier verifier = new CodeVerifier();
    private final DpopKey key = DpopKey.random();

    @Test
    void aProofNeedsTheNonceThatTheServerGives() {
        IntegrationClient integration = registered("spark:all");
        Reply first = integration.send(TOKENS, OWN, proof(key.proof("POST", AT.auth() + TOKENS, null)));
        assertRefused(first, 400, "use_dpop_nonce");
        String nonce = first.headers().firstValue("DPoP-Nonce").orElseThrow();
        Reply second = integration.send(TOKENS, OWN, proof(key.proof("POST", AT.auth() + TOKENS, nonce)));
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.text("token_type")).isEqualTo("DPoP");
        assertThat(claims(second.text("access_token")).getClaim("cnf")).isEqualTo(Map.of("jkt", key.thumbprint()));
        assertRefused(
                integration.send(TOKENS, OWN, proof(key.proof("POST", AT.auth() + TOKENS, "made-up"))),
                400,
                "use_dpop_nonce");
    }

    @Test
    void aProofIsGoodOnceAndForOneAddressAndMethodOnly() {
        IntegrationClient integration = registered("spark:all");
        String nonce = integration
                .send(TOKENS, OWN, proof(key.proof("POST", AT.auth() + TOKENS, null)))
                .headers()
                .firstValue("DPoP-Nonce")
                .orElseThrow();
        String good = key.proof("POST", AT.auth() + TOKENS, nonce);
        assertThat(integration.send(TOKENS, OWN, proof(good)).status()).isEqualTo(200);
        assertRefused(integration.send(TOKENS, OWN, proof(good)), 400, "invalid_dpop_proof");
        assertRefused(
                integration.send(TOKENS, OWN, proof(key.proof("POST", AT.auth() + "/v1/par", nonce))),
                400,
                "invalid_dpop_proof");
        assertRefused(
                integration.send(TOKENS, OWN, proof(key.proof("GET", AT.auth() + TOKENS, nonce))),
                400,
                "invalid_dpop_proof");
        assertRefused(integration.send(TOKENS, OWN, proof("no.jwt.at-all")), 400, "invalid_dpop_proof");
    }

    @Test
    void theRefreshTokenOfAPublicClientIsGoodWithItsKeyOnly() {
        IntegrationClient app = registered(Map.of("client_type", "public"), "spark:all")
                .with(ClientProof.none())
                .with(key);
        Person alice = new Person("alice");
        Reply tokens = app.redeem(code(alice, app.authorizationRequest("spark:all", STATE, verifier)), verifier);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(app.introspect(tokens.text("access_token")).status()).isEqualTo(401);
        String refreshToken = tokens.text("refresh_token");
        assertRefused(app.with(DpopKey.random()).refresh(refreshToken), 400, "invalid_grant");
        Reply refreshed = app.refresh(refreshToken);
        assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
        assertThat(claims(refreshed.text("access_token")).getClaim("cnf")).isEqualTo(Map.of("jkt", key.thumbprint()));
    }

    @Test
    void aCodeThatIsBoundToAKeyIsGoodWithThatKeyOnly() {
        IntegrationClient integration = registered("spark:messages_read");
        Map<String, Object> request = integration.request("spark:messages_read", STATE, verifier);
        request.put("dpop_jkt", key.thumbprint());
        String code = code(new Person("alice"), integration.authorizationRequest(request));
        assertRefused(integration.redeem(code, verifier), 400, "invalid_grant");
        assertRefused(integration.with(DpopKey.random()).redeem(code, verifier), 400, "invalid_grant");
        assertThat(integration.with(key).redeem(code, verifier).status()).isEqualTo(200);
    }

    @Test
    void aPushedRequestBindsTheCodeToTheKeyOfItsProof() {
        IntegrationClient integration = registered("spark:messages_read");
        Map<String, Object> request = integration.request("spark:messages_read", STATE, verifier);
        Reply pushed = integration.with(key).push(request);
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
        String code = code(new Person("alice"), integration.pushedRequest(pushed.text("request_uri")));
        assertRefused(integration.redeem(code, verifier), 400, "invalid_grant");
        assertThat(integration.with(key).redeem(code, verifier).status()).isEqualTo(200);
        request.put("dpop_jkt", DpopKey.random().thumbprint());
        assertRefused(integration.with(key).push(request), 400, "invalid_dpop_proof");
    }

    @Test
    void aClientThatRegisteredForItMustAlwaysProve() {
        IntegrationClient integration = registered(Map.of("dpop_bound_access_tokens", true), "spark:all");
        assertRefused(integration.token(OWN), 400, "invalid_dpop_proof");
        assertThat(integration.with(key).token(OWN).status()).isEqualTo(200);
    }

    private static Map<String, String> proof(String jwt) {
        return Map.of("DPoP", jwt);
    }
}
