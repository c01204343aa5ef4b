package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** What organisations let their people use. alice, bob and ada (who administers it) are of acme; gus and grace of globex; dev of none. */
class OrganizationIT {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MANY = 12;

    private final CodeVerifier verifier = new CodeVerifier();

    @Test
    void administratorsSeeWhatIsInUseByHowManyAndNotByWhom() {
        IntegrationClient integration = registered("spark:all", "openid");
        Granted granted = grant("alice", integration, "spark:all");
        grant("bob", integration, "spark:messages_read openid");
        grant("gus", integration, "spark:rooms_read");
        JsonNode seen = listed("ada", integration).orElseThrow();
        assertThat(seen.path("people").asInt()).isEqualTo(2);
        assertThat(seen.path("name").asText()).isEqualTo("Acceptance Test");
        assertThat(texts(seen.path("scopes_in_use"))).containsExactly("openid", "spark:all", "spark:messages_read");
        assertThat(texts(seen.path("registered_scopes"))).containsExactlyInAnyOrder("spark:all", "openid");
        assertThat(Instant.parse(seen.path("last_granted_at").asText()))
                .isAfter(Instant.now().minusSeconds(120));
        assertThat(seen.has("rule")).isFalse();
        assertThat(seen.toString()).doesNotContain(subject(granted));
        assertThat(texts(listed("grace", integration).orElseThrow().path("scopes_in_use")))
                .containsExactly("spark:rooms_read");
        integration.revoke(granted.refreshToken());
        assertThat(listed("ada", integration).orElseThrow().path("people").asInt())
                .isEqualTo(1);
    }

    @Test
    void theListComesInPages() {
        List<String> mine = List.of(
                grant("alice", registered("spark:all"), "spark:all")
                        .integration()
                        .clientId(),
                grant("alice", registered("spark:all"), "spark:all")
                        .integration()
                        .clientId());
        List<String> found = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = API.organization("ada", "/integrations?limit=1&after=" + after)
                    .json();
            page.path("items").forEach(it -> found.add(it.path("client_id").asText()));
            after = page.path("next").asText();
        } while (!after.isEmpty());
        assertThat(found).isSorted().doesNotHaveDuplicates().containsAll(mine);
    }

    @Test
    void nobodyElseSeesOrDecides() {
        IntegrationClient integration = registered("spark:all");
        String rule = "/integrations/" + integration.clientId() + "/rule";
        for (String person : List.of("alice", "dev", "ops")) {
            assertThat(API.organization(person, "/integrations").status()).isEqualTo(403);
            assertThat(API.organization(person, "/policy").status()).isEqualTo(403);
            assertThat(API.decideForOrganization(person, rule, rule("blocked")).status())
                    .isEqualTo(403);
            assertThat(API.takeBackRule(person, integration.clientId()).status())
                    .isEqualTo(403);
        }
        assertThat(REQUESTS.send(Requests.to(AT.auth() + "/v1/organization/integrations"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aBlockEndsWhatStandsAndLetsNothingNewBegin() throws Exception {
        IntegrationClient integration = registered("spark:all");
        Granted granted = grant("alice", integration, "spark:all");
        String alice = subject(granted);
        await().atMost(SOON).until(() -> reason(alice, integration).equals("granted_by_aggregate"));
        Instant before = Instant.now();
        Reply blocked = decide("ada", integration, "{\"rule\":\"blocked\",\"reason\":\"Not reviewed.\"}");
        assertThat(blocked.json().path("rule").path("rule").asText()).isEqualTo("blocked");
        assertThat(blocked.json().path("rule").path("reason").asText()).isEqualTo("Not reviewed.");
        assertThat(blocked.json().path("people").asInt()).isZero();
        // The grant ended in the same transaction.
        assertThat(isActive(integration, granted.accessToken())).isFalse();
        assertRefused(integration.refresh(granted.refreshToken()), 400, "invalid_grant");
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> reason(alice, integration).equals("integration_disabled"));
        System.out.printf(
                "block seen by decisions after %d ms%n",
                Duration.between(before, Instant.now()).toMillis());
        assertThat(API.decideByToken("spark:messages_read", granted.accessToken())
                        .json()
                        .path("decision")
                        .asBoolean(true))
                .isFalse();
        Map<String, String> refused = back(new Person("bob").open(request(integration, "spark:all", ""), REDIRECT_URI));
        assertThat(refused)
                .containsEntry("error", "access_denied")
                .containsEntry("error_description", "The person's organisation has blocked this integration.");
        assertThat(GrantEvents.of(grantId(granted), 2)).last().asString().startsWith("grant.ended");
    }

    @Test
    void aBlockIsTheOrganisationsOwn() {
        IntegrationClient integration = registered("spark:all");
        Granted gus = grant("gus", integration, "spark:all");
        Granted dev = grant("dev", integration, "spark:all");
        decide("ada", integration, rule("blocked"));
        assertThat(isActive(integration, gus.accessToken())).isTrue();
        assertThat(isActive(integration, dev.accessToken())).isTrue();
        assertThat(integration.refresh(gus.refreshToken()).status()).isEqualTo(200);
        assertThat(listed("grace", integration).orElseThrow().has("rule")).isFalse();
        // What acme says is not grace's to take back.
        assertThat(API.takeBackRule("grace", integration.clientId()).status()).isEqualTo(204);
        assertThat(listed("ada", integration)
                        .orElseThrow()
                        .path("rule")
                        .path("rule")
                        .asText())
                .isEqualTo("blocked");
    }

    @Test
    void nobodyLeavesTheirOrganisationOnTheWayToKeycloak() {
        IntegrationClient integration = registered("spark:all");
        decide("ada", integration, rule("blocked"));
        for (String other : List.of("organization%3Aglobex", "organization%3Aacme", "organization%3A*")) {
            Person alice = new Person("alice");
            alice.look(request(integration, "spark:all", ""));
            URI atKeycloak = alice.trail().getLast();
            assertThat(atKeycloak.toString()).contains("spark%3Aall");
            URI changed = URI.create(atKeycloak.toString().replace("spark%3Aall", "spark%3Aall+" + other));
            assertThat(back(alice.open(changed, REDIRECT_URI)))
                    .containsEntry("error", "access_denied")
                    .containsEntry("error_description", "The person's organisation has blocked this integration.");
        }
    }

    @Test
    void aCodeFromBeforeTheBlockIsWorthless() {
        IntegrationClient integration = registered("spark:all");
        String code = code(new Person("alice"), request(integration, "spark:all", ""));
        decide("ada", integration, rule("blocked"));
        Reply reply = integration.redeem(code, verifier);
        assertRefused(reply, 400, "invalid_grant");
        assertThat(reply.text("error_description")).contains("blocked");
    }

    @Test
    void noGrantSlipsThroughBesideABlock() throws Exception {
        IntegrationClient integration = registered("spark:all");
        Person alice = new Person("alice");
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) codes.add(code(alice, request(integration, "spark:all", "")));
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> redemptions = new ArrayList<>();
            for (String code : codes) {
                redemptions.add(threads.submit(() -> {
                    start.await();
                    return integration.redeem(code, verifier);
                }));
            }
            Future<Reply> block = threads.submit(() -> {
                start.await();
                return decide("ada", integration, rule("blocked"));
            });
            start.countDown();
            assertThat(block.get().status()).isEqualTo(200);
            for (Future<Reply> redemption : redemptions) {
                Reply reply = redemption.get();
                assertThat(reply.status()).isIn(200, 400);
                if (reply.status() == 200) {
                    assertThat(isActive(integration, reply.text("access_token")))
                            .isFalse();
                    assertRefused(integration.refresh(reply.text("refresh_token")), 400, "invalid_grant");
                }
            }
        }
        assertThat(listed("ada", integration).orElseThrow().path("people").asInt())
                .isZero();
    }

    @Test
    void whenABlockIsTakenBackPeopleBeginAnewAndWhatTheyAgreedToStillStands() {
        IntegrationClient integration = registered("spark:all");
        Granted granted = grant("alice", integration, "spark:all");
        String alice = subject(granted);
        decide("ada", integration, rule("blocked"));
        assertThat(API.takeBackRule("ada", integration.clientId()).status()).isEqualTo(204);
        assertThat(API.takeBackRule("ada", integration.clientId()).status()).isEqualTo(204);
        await().atMost(SOON).until(() -> reason(alice, integration).equals("granted_by_aggregate"));
        assertRefused(integration.refresh(granted.refreshToken()), 400, "invalid_grant");
        assertThat(listed("ada", integration)).isEmpty();
        String code = codeWithoutPage("alice", integration, "spark:all", "");
        assertThat(integration.redeem(code, verifier).status()).isEqualTo(200);
    }

    @Test
    void whatIsPreApprovedNeedsNoPageForUserScopesNotEvenASilentRequest() {
        IntegrationClient integration = registered("spark:all", "openid");
        // Before anybody uses it.
        assertThat(decide("ada", integration, rule("pre_approved")).status()).isEqualTo(200);
        Reply tokens = integration.redeem(codeWithoutPage("alice", integration, "spark:all openid", ""), verifier);
        assertThat(tokens.text("scope")).isEqualTo("spark:all openid");
        Person bob = new Person("bob");
        grantElsewhere(bob);
        assertThat(back(bob.open(request(integration, "spark:all", "&prompt=none"), REDIRECT_URI)))
                .containsKey("code");
        String alice = integration.introspect(tokens.text("access_token")).text("sub");
        await().atMost(SOON).until(() -> reason(alice, integration).equals("granted_by_aggregate"));
        // Only their own organisation can speak for people.
        consentPage(new Person("gus"), request(integration, "spark:all", ""));
        // An integration that wants the page gets it.
        consentPage(new Person("alice"), request(integration, "spark:all", "&prompt=consent"));
    }

    @Test
    void preApprovalNeverReachesAdminScopes() {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        decide("ada", integration, rule("pre_approved"));
        Person ada = new Person("ada");
        Document page = consentPage(ada, request(integration, "spark:all " + ADD_ON, ""));
        assertThat(page.select("[data-item=aggregate]")).isEmpty();
        assertThat(Person.addOns(page)).containsExactly(ADD_ON);
        String code = back(ada.accept(page, List.of(), REDIRECT_URI)).get("code");
        assertThat(integration.redeem(code, verifier).text("scope")).isEqualTo("spark:all");
        // Somebody who holds no admin scope is not asked for one.
        assertThat(integration
                        .redeem(codeWithoutPage("alice", integration, "spark:all " + ADD_ON, ""), verifier)
                        .text("scope"))
                .isEqualTo("spark:all");
    }

    @Test
    void aPersonsOwnWordStandsAboveTheOrganisations() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        decide("ada", integration, rule("pre_approved"));
        codeWithoutPage("bob", integration, "spark:messages_read", "");
        assertThat(API.withdraw("bob", consentId("bob", integration.clientId())).status())
                .isEqualTo(204);
        Person bob = new Person("bob");
        Document page = consentPage(bob, request(integration, "spark:messages_read", ""));
        assertThat(back(bob.decline(page, REDIRECT_URI))).containsEntry("error", "access_denied");
        Document again = consentPage(bob, request(integration, "spark:messages_read", ""));
        back(bob.accept(again, List.of(), REDIRECT_URI));
        // Having agreed to one thing says nothing of another.
        consentPage(bob, request(integration, "spark:messages_read spark:rooms_read", ""));
    }

    @Test
    void anOrganisationThatWantsToApproveFirstRefusesWhatItSaidNothingOf() {
        IntegrationClient integration = registered("spark:all");
        IntegrationClient standing = registered("spark:all");
        Granted before = grant("gus", standing, "spark:all");
        assertThat(API.organization("grace", "/policy").text("integrations")).isEqualTo("allowed");
        try {
            assertThat(policy("approval_required").text("integrations")).isEqualTo("approval_required");
            assertThat(back(new Person("gus").open(request(integration, "spark:all", ""), REDIRECT_URI)))
                    .containsEntry("error", "access_denied")
                    .containsEntry("error_description", "The person's organisation has not approved this integration.");
            // It says what begins, not what stands.
            assertThat(standing.refresh(before.refreshToken()).status()).isEqualTo(200);
            decide("grace", integration, rule("approved"));
            consentPage(new Person("gus"), request(integration, "spark:all", ""));
            assertThat(API.organization("ada", "/policy").text("integrations")).isEqualTo("allowed");
        } finally {
            policy("allowed");
        }
    }

    @Test
    void aDeviceOfABlockedIntegrationIsNotConnected() {
        IntegrationClient integration = registered(
                Map.of("grant_types", List.of("urn:ietf:params:oauth:grant-type:device_code", "refresh_token")),
                "spark:all");
        Reply device = integration.authorizeDevice("spark:all");
        decide("ada", integration, rule("blocked"));
        Person alice = new Person("alice");
        Person.Arrival arrival = alice.visit(URI.create(device.text("verification_uri_complete")));
        Person.Arrival confirmed = alice.submit(page(arrival), Map.of("user_code", device.text("user_code")));
        Person.Arrival connected = alice.submit(page(confirmed), Map.of("decision", "connect"));
        assertThat(page(connected).text()).contains("not connected");
        assertRefused(
                integration.token(Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "device_code",
                        device.text("device_code"))),
                400,
                "access_denied");
    }

    @Test
    void whatMakesNoSenseIsAProblem() {
        String path = "/integrations/" + registered("spark:all").clientId() + "/rule";
        for (String body : List.of(
                "{}",
                "null",
                "[]",
                "{\"rule\":null}",
                "{\"rule\":\"none\"}",
                "{\"rule\":\"BLOCKED\"}",
                "{\"rule\":\"blocked\",\"reason\":\"a\\u0000b\"}",
                "{\"rule\":\"blocked\",\"reason\":\"" + "x".repeat(501) + "\"}",
                "not json")) {
            assertProblem(API.decideForOrganization("ada", path, body), 400);
        }
        assertProblem(API.decideForOrganization("ada", "/policy", "{\"integrations\":\"whatever\"}"), 400);
        assertProblem(API.decideForOrganization("ada", "/integrations/unknown/rule", rule("blocked")), 404);
        assertProblem(API.decideForOrganization("ada", "/integrations/a%00b/rule", rule("blocked")), 404);
        assertProblem(API.takeBackRule("ada", "unknown"), 404);
        assertProblem(API.organization("ada", "/integrations/unknown"), 404);
        assertProblem(API.organization("ada", "/integrations?after=%00"), 400);
        assertProblem(API.organization("ada", "/integrations?limit=0"), 400);
        assertProblem(API.organization("ada", "/integrations?limit=1000"), 400);
        assertProblem(API.organization("ada", "/integrations?after=" + "x".repeat(129)), 400);
    }

    private static void assertProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.json().path("title").asText()).isNotEmpty();
        assertThat(reply.body()).doesNotContain("Exception");
    }

    private static Document page(Person.Arrival arrival) {
        if (arrival instanceof Person.Arrival.AtPage(Document page)) return page;
        throw new AssertionError("expected a page, but came " + arrival.where());
    }

    /** Signs a person in by way of another integration. */
    private void grantElsewhere(Person person) {
        code(person, request(registered("openid"), "openid", ""));
    }

    private static Reply decide(String administrator, IntegrationClient integration, String rule) {
        return API.decideForOrganization(administrator, "/integrations/" + integration.clientId() + "/rule", rule);
    }

    private static Reply policy(String integrations) {
        return API.decideForOrganization("grace", "/policy", "{\"integrations\":\"" + integrations + "\"}");
    }

    private static String rule(String rule) {
        return "{\"rule\":\"" + rule + "\"}";
    }

    private static Optional<JsonNode> listed(String administrator, IntegrationClient integration) {
        Reply page = API.organization(administrator, "/integrations?limit=200");
        assertThat(page.status()).isEqualTo(200);
        for (JsonNode it : page.json().path("items")) {
            if (it.path("client_id").asText().equals(integration.clientId())) return Optional.of(it);
        }
        return Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(it -> texts.add(it.asText()));
        return texts;
    }

    private static String reason(String person, IntegrationClient integration) {
        return RunningSuite.reason(API.decide(person, "spark:messages_read", integration.clientId()));
    }

    private static String grantId(Granted granted) {
        return String.valueOf(RunningSuite.claims(granted.accessToken()).getClaim("grant_id"));
    }

    private URI request(IntegrationClient integration, String scope, String more) {
        return URI.create(integration.authorizationRequest(scope, STATE, verifier) + more);
    }

    private String codeWithoutPage(String person, IntegrationClient integration, String scope, String more) {
        Map<String, String> parameters = back(new Person(person).open(request(integration, scope, more), REDIRECT_URI));
        assertThat(parameters).containsKey("code");
        return parameters.get("code");
    }
}
