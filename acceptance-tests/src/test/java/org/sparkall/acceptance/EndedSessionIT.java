package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Requests;

/** What a code is worth whose person has signed out since: its grant would open unseen by the logout. */
class EndedSessionIT {

    private final CodeVerifier verifier = new CodeVerifier();
    private final IntegrationClient first = registered("openid");
    private final IntegrationClient late = registered("openid", "spark:messages_read");
    private final IntegrationClient elsewhere = registered("openid", "spark:messages_read");

    @Test
    void aCodeEndsWithTheSessionThatItWasGivenInAndNoOtherDoes() {
        Person alice = new Person("alice");
        String idToken =
                first.redeem(code(alice, request(first, "openid")), verifier).text("id_token");
        String stale = code(alice, request(late, "openid spark:messages_read"));
        String fresh = code(new Person("alice"), request(elsewhere, "openid spark:messages_read"));

        alice.visit(URI.create(AT.auth() + "/v1/logout?" + Requests.query(Map.of("id_token_hint", idToken))));

        assertRefused(late.redeem(stale, verifier), 400, "invalid_grant");
        assertThat(elsewhere.redeem(fresh, verifier).status()).isEqualTo(200);
        // Signed in again, they get a code that is good.
        assertThat(late.redeem(code(alice, request(late, "openid spark:messages_read")), verifier)
                        .status())
                .isEqualTo(200);
    }

    private URI request(IntegrationClient integration, String scope) {
        return integration.authorizationRequest(scope, STATE, verifier);
    }
}
