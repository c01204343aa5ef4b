package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.claims;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** Resource indicators (RFC 8707). */
class ResourceIndicatorsIT {

    private static final String API = "https://api.example.com";
    private static final String FILES = "https://files.example.com";

    private final CodeVerifier verifier = new CodeVerifier();
    private final IntegrationClient integration = registered("spark:messages_read");

    @Test
    void aGrantForResourcesGivesTokensForThemAndForNoOther() {
        Map<String, Object> request = integration.request("spark:messages_read", STATE, verifier);
        request.put("resource", List.of(API, FILES));
        String code = code(new Person("alice"), integration.authorizationRequest(request));
        Reply tokens = integration.redeem(code, verifier);
        assertThat(claims(tokens.text("access_token")).getAudience()).containsExactly(API, FILES);
        Map<String, String> refresh =
                Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));
        assertRefused(integration.token(with(refresh, "spark-api")), 400, "invalid_target");
        // What was refused has not used the refresh token up.
        Reply one = integration.token(with(refresh, API));
        assertThat(claims(one.text("access_token")).getAudience()).containsExactly(API);
    }

    @Test
    void aResourceThatIsNotKnownIsRefused() {
        Map<String, Object> request = integration.request("spark:messages_read", STATE, verifier);
        request.put("resource", "https://evil.example");
        assertThat(IntegrationClient.parameters(
                        REQUESTS.get(integration.authorizationRequest(request)).location()))
                .containsEntry("error", "invalid_target");
        assertRefused(
                integration.token(with(Map.of("grant_type", "client_credentials"), "https://evil.example")),
                400,
                "invalid_target");
        Reply own = integration.token(with(Map.of("grant_type", "client_credentials"), FILES));
        assertThat(claims(own.text("access_token")).getAudience()).containsExactly(FILES);
    }

    private static Map<String, String> with(Map<String, String> fields, String resource) {
        Map<String, String> all = new java.util.LinkedHashMap<>(fields);
        all.put("resource", resource);
        return all;
    }
}
