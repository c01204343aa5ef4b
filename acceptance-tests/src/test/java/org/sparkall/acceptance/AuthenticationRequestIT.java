package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.claims;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** How an integration asks people to sign in (OpenID Connect Core section 3.1.2.1), and who answered (RFC 9207). */
class AuthenticationRequestIT {

    private final CodeVerifier verifier = new CodeVerifier();
    private final IntegrationClient integration = registered("openid", "spark:messages_read");

    /** What cannot be kept, or cannot be carried through a browser, is refused before anybody signs in. */
    @Test
    void whatNoRequestNeedsIsRefusedAtOnce() {
        for (String name : List.of("nonce", "state", "login_hint", "unheard_of")) {
            assertThat(new Person("alice").open(request(Map.of(name, "a\0b")), REDIRECT_URI))
                    .as(name)
                    .isInstanceOfSatisfying(
                            Person.Arrival.AtError.class,
                            it -> assertThat(it.status()).isEqualTo(400));
        }
        assertThat(back(new Person("alice").open(request(Map.of("state", "x".repeat(2049))), REDIRECT_URI)))
                .containsEntry("error", "invalid_request");
    }

    @Test
    void promptNoneShowsNoPageToWhoeverHasNoSessionOrHasNotAgreed() {
        URI silent = request(Map.of("prompt", "none"));
        assertThat(back(new Person("alice").open(silent, REDIRECT_URI)))
                .containsEntry("error", "login_required")
                .containsEntry("state", STATE)
                .containsEntry("iss", AT.auth());
        Person bob = new Person("bob");
        Document page = consentPage(bob, request(Map.of()));
        assertThat(back(bob.open(silent, REDIRECT_URI))).containsEntry("error", "consent_required");
        assertThat(back(bob.accept(page, List.of(), REDIRECT_URI))).containsKey("code");
        assertThat(back(bob.open(silent, REDIRECT_URI))).containsKey("code");
    }

    @Test
    void promptConsentAsksAgainAlthoughThePersonAgreedBefore() {
        Person alice = new Person("alice");
        code(alice, request(Map.of()));
        assertThat(back(alice.open(request(Map.of()), REDIRECT_URI))).containsKey("code");
        assertThat(consentPage(alice, request(Map.of("prompt", "consent"))).title())
                .isNotEmpty();
    }

    @Test
    void promptLoginSendsThePersonToSignInAgain() {
        Person alice = new Person("alice", Duration.ofMillis(1100));
        code(alice, request(Map.of()));
        assertThat(alice.look(request(Map.of("prompt", "login"))).selectFirst("form#kc-form-login"))
                .isNotNull();
        assertThat(back(alice.open(request(Map.of("prompt", "login")), REDIRECT_URI)))
                .containsKey("code");
    }

    @Test
    void whoSignedInLongerAgoThanMaxAgeSignsInAgainAndTheTokenSaysWhen() throws Exception {
        Person alice = new Person("alice");
        long first = authTime(code(alice, request(Map.of("max_age", "3600"))));
        pass(Duration.ofSeconds(4));
        assertThat(authTime(code(alice, request(Map.of("max_age", "3600")))))
                .as("recent enough")
                .isEqualTo(first);
        assertThat(back(alice.open(request(Map.of("max_age", "2", "prompt", "none")), REDIRECT_URI)))
                .containsEntry("error", "login_required");
        assertThat(alice.look(request(Map.of("max_age", "2"))).selectFirst("form#kc-form-login"))
                .isNotNull();
        assertThat(authTime(code(alice, request(Map.of("max_age", "2"))))).isGreaterThanOrEqualTo(first + 4);
    }

    private long authTime(String code) throws Exception {
        return claims(integration.redeem(code, verifier).text("id_token")).getLongClaim("auth_time");
    }

    private static void pass(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    @Test
    void theHintFillsTheSignInFormAndTheClassesArePassedOn() {
        Person somebody = new Person("alice");
        Document form = somebody.look(request(Map.of("login_hint", "bob", "acr_values", "1 2")));
        assertThat(form.html()).contains("bob");
        assertThat(somebody.trail())
                .anySatisfy(it -> assertThat(it.getRawQuery()).contains("login_hint=bob"))
                .anySatisfy(it -> assertThat(it.getRawQuery()).contains("acr_values=1"));
    }

    @Test
    void theIdTokenSaysWhoSignedInAndWhenAndCarriesTheNonce() throws Exception {
        String code = code(new Person("alice"), request(Map.of("nonce", "n-0S6_WzA2Mj")));
        Reply tokens = integration.redeem(code, verifier);
        JWTClaimsSet claims = claims(tokens.text("id_token"));
        assertThat(claims.getStringClaim("nonce")).isEqualTo("n-0S6_WzA2Mj");
        assertThat(claims.getAudience()).containsExactly(integration.clientId());
        assertThat(claims.getSubject())
                .isEqualTo(claims(tokens.text("access_token")).getSubject());
        assertThat(claims.getStringClaim("acr")).isNotBlank();
        AccessToken accessToken = new BearerAccessToken(tokens.text("access_token"));
        assertThat(claims.getStringClaim("at_hash"))
                .isEqualTo(AccessTokenHash.compute(accessToken, JWSAlgorithm.RS256, null)
                        .getValue());
        assertThat(claims.getLongClaim("auth_time"))
                .isBetween(Instant.now().getEpochSecond() - 120, Instant.now().getEpochSecond() + 1);
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        for (Map<String, String> wrong : List.of(
                Map.of("prompt", "none login"),
                Map.of("prompt", "select_account"),
                Map.of("max_age", "-1"),
                Map.of("max_age", "soon"))) {
            Reply reply = REQUESTS.get(request(wrong));
            assertThat(IntegrationClient.parameters(reply.location()))
                    .containsEntry("error", "invalid_request")
                    .containsEntry("iss", AT.auth());
        }
    }

    private URI request(Map<String, String> more) {
        Map<String, Object> request = integration.request("openid spark:messages_read", STATE, verifier);
        request.putAll(more);
        return integration.authorizationRequest(request);
    }
}
