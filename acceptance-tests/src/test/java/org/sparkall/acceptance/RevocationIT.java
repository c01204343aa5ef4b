package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.ClientProof;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;

/** Revocation (RFC 7009). */
class RevocationIT {

    private static final Map<String, String> OWN = Map.of("grant_type", "client_credentials");

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "urn:example:made-up"})
    void anyHintWillDoBeItRightOrWrongOrUnknown(String hint) {
        for (String kind : new String[] {"access_token", "refresh_token"}) {
            Granted granted = grant("alice", registered("spark:all"), "spark:all");
            String token = granted.tokens().path(kind).asText();
            Reply reply = granted.integration().post("/v1/revoke", Map.of("token", token, "token_type_hint", hint));
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertEnded(granted);
        }
    }

    @Test
    void aTokenMayBeGivenBackTwiceAndOneThatNeverWasAtAll() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        IntegrationClient integration = granted.integration();
        for (String token : new String[] {
            granted.refreshToken(), granted.refreshToken(), granted.accessToken(), "never-was", "never.was.one"
        }) {
            Reply reply = integration.revoke(token);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEmpty();
        }
        assertEnded(granted);
    }

    @Test
    void aRefreshTokenThatWasReplacedStillEndsItsGrant() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Reply refreshed = granted.integration().refresh(granted.refreshToken());
        assertThat(granted.integration().revoke(granted.refreshToken()).status())
                .isEqualTo(200);
        assertThat(isActive(granted.integration(), refreshed.text("access_token")))
                .isFalse();
        assertRefused(granted.integration().refresh(refreshed.text("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void aNarrowedTokenEndsItsGrant() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        String narrowed = granted.integration()
                .exchange(granted.accessToken(), Map.of("scope", "spark:messages_read"))
                .text("access_token");
        assertThat(isActive(granted.integration(), narrowed)).isTrue();
        assertThat(granted.integration().revoke(narrowed).status()).isEqualTo(200);
        assertThat(isActive(granted.integration(), narrowed)).isFalse();
        assertEnded(granted);
    }

    @Test
    void aTokenThatAClientGotForItselfEndsAlone() {
        IntegrationClient integration = registered("spark:all");
        String token = integration.token(OWN).text("access_token");
        String another = integration.token(OWN).text("access_token");
        assertThat(isActive(integration, token)).isTrue();
        assertThat(integration.revoke(token).status()).isEqualTo(200);
        assertThat(isActive(integration, token)).isFalse();
        assertThat(isActive(integration, another)).isTrue();
    }

    @Test
    void nobodyRevokesTheTokensOfSomebodyElse() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        IntegrationClient integration = granted.integration();
        String own = integration.token(OWN).text("access_token");
        IntegrationClient stranger = registered("spark:all");
        for (String token : new String[] {granted.accessToken(), granted.refreshToken(), own}) {
            assertThat(stranger.revoke(token).status()).isEqualTo(200);
            assertThat(isActive(integration, token)).isTrue();
        }
        for (ClientProof wrong : new ClientProof[] {ClientProof.post("wrong"), ClientProof.none()}) {
            assertRefused(integration.with(wrong).revoke(granted.refreshToken()), 401, "invalid_client");
        }
        assertThat(integration.refresh(granted.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void anIdTokenIsNoTokenThatCouldBeRevoked() {
        Granted granted = grant("alice", registered("openid"), "openid");
        String idToken = granted.tokens().path("id_token").asText();
        assertRefused(granted.integration().revoke(idToken), 400, "unsupported_token_type");
        Reply hinted =
                granted.integration().post("/v1/revoke", Map.of("token", idToken, "token_type_hint", "access_token"));
        assertRefused(hinted, 400, "unsupported_token_type");
        // It is said to whoever brings one, genuine or not: nobody learns whether it is.
        String forged = idToken.substring(0, idToken.lastIndexOf('.') + 1) + "A".repeat(86);
        assertRefused(registered("openid").revoke(forged), 400, "unsupported_token_type");
        assertThat(isActive(granted.integration(), granted.accessToken())).isTrue();
        // Somebody else's JWT is any other unknown token.
        assertThat(granted.integration()
                        .revoke(RunningSuite.KEYCLOAK.tokenOf("alice"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRequestWithoutATokenIsRefused() {
        assertRefused(registered("spark:all").post("/v1/revoke", Map.of()), 400, "invalid_request");
    }

    private static void assertEnded(Granted granted) {
        assertThat(isActive(granted.integration(), granted.accessToken())).isFalse();
        assertThat(isActive(granted.integration(), granted.refreshToken())).isFalse();
        assertRefused(granted.integration().refresh(granted.refreshToken()), 400, "invalid_grant");
    }
}
