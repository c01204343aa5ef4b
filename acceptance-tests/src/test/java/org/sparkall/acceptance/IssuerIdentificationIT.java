package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.refusal;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** Issuer identification (RFC 9207): whatever the answer, it says whose it is. */
class IssuerIdentificationIT {

    private final IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
    private final Person alice = new Person("alice");

    @Test
    void theMetadataSayThatAnswersNameTheIssuerThatTheyName() {
        for (String name : List.of("oauth-authorization-server", "openid-configuration")) {
            JsonNode metadata =
                    REQUESTS.get(URI.create(AT.auth() + "/.well-known/" + name)).json();
            assertThat(metadata.path("issuer").asText()).isEqualTo(AT.auth());
            assertThat(metadata.path("authorization_response_iss_parameter_supported")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aCodeComesWithTheIssuerWhetherOrNotThePersonWasAsked() {
        assertNamed(back(alice.accept(consentPage(alice, request()), List.of(), REDIRECT_URI)), "code");
        assertNamed(back(alice.open(request(), REDIRECT_URI)), "code");
    }

    @Test
    void aCodeForAPushedRequestComesWithTheIssuer() {
        Reply pushed = integration.push(integration.request("spark:messages_read", STATE, new CodeVerifier()));
        URI request = integration.pushedRequest(pushed.text("request_uri"));
        assertNamed(back(alice.accept(consentPage(alice, request), List.of(), REDIRECT_URI)), "code");
    }

    @Test
    void aPersonsRefusalComesWithTheIssuer() {
        Map<String, String> declined = back(alice.decline(consentPage(alice, request()), REDIRECT_URI));
        assertThat(declined).containsEntry("error", "access_denied");
        assertNamed(declined, "error");
    }

    @Test
    void anErrorOfTheRequestComesWithTheIssuer() {
        Map<String, String> refused = refusal(integration, "no-such-scope");
        assertThat(refused).containsEntry("error", "invalid_scope");
        assertNamed(refused, "error");
    }

    @Test
    void theErrorsOfARequestWithoutPagesComeWithTheIssuer() {
        URI silent = URI.create(request() + "&prompt=none");
        Map<String, String> signedOut = back(alice.open(silent, REDIRECT_URI));
        assertThat(signedOut).containsEntry("error", "login_required");
        assertNamed(signedOut, "error");
        consentPage(alice, request());
        Map<String, String> unasked = back(alice.open(silent, REDIRECT_URI));
        assertThat(unasked).containsEntry("error", "consent_required");
        assertNamed(unasked, "error");
    }

    private URI request() {
        return integration.authorizationRequest("spark:messages_read", STATE, new CodeVerifier());
    }

    /** As the metadata write it, character by character (section 2.4), beside the answer and the state. */
    private static void assertNamed(Map<String, String> answer, String kind) {
        assertThat(answer)
                .containsEntry("iss", AT.auth())
                .containsEntry("state", STATE)
                .containsKey(kind);
    }
}
