package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.claims;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.reason;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** The catalog grows while grants of spark:all stand: what is ordinary joins them, what is sensitive waits. */
class CatalogGrowthIT {

    private final CodeVerifier verifier = new CodeVerifier();

    @Test
    void anOrdinaryScopeJoinsAtTheNextRefreshAndASensitiveOneWaitsForThePersonsWord() throws Exception {
        IntegrationClient integration = registered("spark:all");
        Granted granted = grant("alice", integration, "spark:all");
        String person = subject(granted);
        int before = ((Number) claims(granted.accessToken()).getClaim("catalog_version")).intValue();
        try (CatalogChanges catalog = new CatalogChanges()) {
            String ordinary = catalog.add("user", "polls", false);
            String sensitive = catalog.add("user", "location", true);
            String admin = catalog.add("admin", "polls", false);
            CatalogChanges.awaitEverywhere();

            // The token that is out says what it said; the next one has what joined.
            assertThat(scopes(granted.accessToken())).doesNotContain(ordinary, sensitive);
            assertThat(reason(API.decideByToken(ordinary, granted.accessToken())))
                    .isEqualTo("scope_not_granted");
            Reply refreshed = integration.refresh(granted.refreshToken());
            assertThat(refreshed.text("scope")).isEqualTo("spark:all");
            String grown = refreshed.text("access_token");
            assertThat(scopes(grown)).contains(ordinary).doesNotContain(sensitive, admin);
            assertThat(claims(grown).getStringListClaim("withheld_scopes")).containsExactly(sensitive);
            assertThat(((Number) claims(grown).getClaim("catalog_version")).intValue())
                    .isGreaterThan(before)
                    .isEqualTo(CatalogChanges.version());
            JsonNode introspected = integration.introspect(grown).json();
            assertThat(introspected.path("scope").asText().split(" ")).contains(ordinary);
            assertThat(introspected.path("withheld_scopes").path(0).asText()).isEqualTo(sensitive);

            assertThat(reason(API.decideByToken(ordinary, grown))).isEqualTo("granted_by_aggregate");
            assertThat(reason(API.decideByToken(sensitive, grown))).isEqualTo("scope_awaits_consent");
            assertThat(reason(API.decideByToken(admin, grown))).isEqualTo("admin_scope_not_in_aggregate");
            assertThat(reason(API.decide(person, ordinary, integration.clientId())))
                    .isEqualTo("granted_by_aggregate");
            assertThat(reason(API.decide(person, sensitive, integration.clientId())))
                    .isEqualTo("scope_awaits_consent");
            JsonNode consent = consent(integration);
            assertThat(texts(consent.path("withheld_scopes"))).containsExactly(sensitive);
            assertThat(texts(consent.path("expanded"))).contains(ordinary).doesNotContain(sensitive);

            // The page asks for just what waits.
            Person alice = new Person("alice");
            Document page = consentPage(alice, request(integration, ""));
            assertThat(page.select("[data-item=aggregate]")).isEmpty();
            assertThat(page.select("[data-item=joined] label").eachText())
                    .singleElement()
                    .asString()
                    .startsWith("Test location sensitive");
            assertThat(Person.addOns(page)).containsExactly(sensitive);
            String code =
                    back(alice.accept(page, List.of(sensitive), REDIRECT_URI)).get("code");
            Reply tokens = integration.redeem(code, verifier);
            assertThat(tokens.text("scope")).isEqualTo("spark:all");
            String whole = tokens.text("access_token");
            assertThat(scopes(whole)).contains(ordinary, sensitive);
            assertThat(claims(whole).getClaim("withheld_scopes")).isNull();
            RunningSuite.awaitReason("granted_by_aggregate", person, sensitive, integration.clientId());
            // The earlier grant of the same consent has it at its next refresh.
            String followed =
                    integration.refresh(refreshed.text("refresh_token")).text("access_token");
            assertThat(scopes(followed)).contains(ordinary, sensitive);
        }
    }

    @Test
    void whoeverUnticksWhatIsNewGoesOnWithoutIt() throws Exception {
        IntegrationClient integration = registered("spark:all");
        grant("bob", integration, "spark:all");
        try (CatalogChanges catalog = new CatalogChanges()) {
            String sensitive = catalog.add("user", "camera", true);
            CatalogChanges.awaitEverywhere();
            Person bob = new Person("bob");
            Document page = consentPage(bob, request(integration, ""));
            String code = back(bob.accept(page, List.of(), REDIRECT_URI)).get("code");
            Reply tokens = integration.redeem(code, verifier);
            assertThat(tokens.text("scope")).isEqualTo("spark:all");
            assertThat(scopes(tokens.text("access_token")))
                    .contains("spark:messages_read")
                    .doesNotContain(sensitive);
            // Where no page may be shown, what stands is enough.
            Map<String, String> silent = back(bob.open(request(integration, "&prompt=none"), REDIRECT_URI));
            assertThat(silent).containsKey("code");
            // And whoever declines has lost nothing.
            Document again = consentPage(bob, request(integration, ""));
            assertThat(back(bob.decline(again, REDIRECT_URI))).containsEntry("error", "access_denied");
            assertThat(integration.refresh(tokens.text("refresh_token")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aConsentPageThatTheCatalogOvertookIsPutAnew() throws Exception {
        IntegrationClient integration = registered("spark:all");
        Person alice = new Person("alice");
        Document page = consentPage(alice, request(integration, ""));
        try (CatalogChanges catalog = new CatalogChanges()) {
            catalog.add("user", "surprise", true);
            CatalogChanges.awaitEverywhere();
            // The times in tokens have whole seconds.
            Thread.sleep(1_100);
            Person.Arrival arrival = alice.accept(page, List.of(), REDIRECT_URI);
            assertThat(arrival).isInstanceOf(Person.Arrival.AtConsent.class);
            Document now = ((Person.Arrival.AtConsent) arrival).page();
            assertThat(now.select("[data-item=aggregate] li").text()).contains("Test surprise");
            assertThat(back(alice.accept(now, List.of(), REDIRECT_URI))).containsKey("code");
        }
    }

    @Test
    void aNewAdminScopeIsGrantedByItsNameByWhoHoldsIt() {
        try (CatalogChanges catalog = new CatalogChanges()) {
            String admin = catalog.add("admin", "rooms", false);
            CatalogChanges.awaitEverywhere();
            IntegrationClient integration = registered("spark:all", admin);
            Granted granted = grant("ada", integration, "spark:all " + admin);
            assertThat(granted.tokens().path("scope").asText()).isEqualTo("spark:all " + admin);
            Granted ordinary = grant("alice", integration, "spark:all " + admin);
            assertThat(ordinary.tokens().path("scope").asText()).isEqualTo("spark:all");
        }
    }

    @Test
    void aScopeInUseIsRemovedOnlyAfterItsDeprecationAndItsNameNeverComesBack() throws Exception {
        IntegrationClient integration = registered("spark:all");
        Granted granted = grant("alice", integration, "spark:all");
        String person = subject(granted);
        try (CatalogChanges catalog = new CatalogChanges()) {
            String name = catalog.add("user", "fax", false);
            CatalogChanges.awaitEverywhere();
            RunningSuite.awaitReason("granted_by_aggregate", person, name, integration.clientId());
            Reply refreshed = integration.refresh(granted.refreshToken());
            assertThat(scopes(refreshed.text("access_token"))).contains(name);

            Reply early = API.operateCatalog("DELETE", "/scopes/" + name, "");
            assertThat(early.status()).isEqualTo(409);
            assertThat(early.json().path("violations").path(0).path("rule").asText())
                    .isEqualTo("deprecation_required");
            assertThat(CatalogChanges.deprecate(name, "user", false).status()).isEqualTo(200);
            assertThat(API.operateCatalog("DELETE", "/scopes/" + name, "").status())
                    .isEqualTo(409);
            // Until it is gone it works as before.
            assertThat(reason(API.decide(person, name, integration.clientId()))).isEqualTo("granted_by_aggregate");
            Thread.sleep(2_100);
            Reply dry = API.operateCatalog("DELETE", "/scopes/" + name + "?dry_run=true", "");
            assertThat(dry.json().path("effect").path("losing").asInt()).isPositive();
            assertThat(texts(dry.json().path("effect").path("lost"))).containsExactly(name);
            assertThat(reason(API.decide(person, name, integration.clientId()))).isEqualTo("granted_by_aggregate");
            assertThat(API.operateCatalog("DELETE", "/scopes/" + name, "").status())
                    .isEqualTo(200);
            CatalogChanges.awaitEverywhere();
            assertThat(reason(API.decide(person, name, integration.clientId()))).isEqualTo("unknown_action");
            assertThat(scopes(
                            integration.refresh(refreshed.text("refresh_token")).text("access_token")))
                    .doesNotContain(name)
                    .contains("spark:messages_read");
            Reply again = API.operateCatalog("PUT", "/scopes/" + name, CatalogChanges.scope("user", "x", false, false));
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.json().path("violations").path(0).path("rule").asText())
                    .isEqualTo("name_retired");
            catalog.forget(name);
        }
    }

    @Test
    void aNarrowerAggregateIsAddedWithoutCode() throws Exception {
        try (CatalogChanges catalog = new CatalogChanges()) {
            String aggregate = catalog.name("user", "all");
            Reply added = API.operateCatalog("PUT", "/aggregates/" + aggregate, """
                    {"groups":["meetings"],"title":"All of your meetings","description":"Everything about meetings."}
                    """);
            assertThat(added.status()).as(added.body()).isEqualTo(200);
            CatalogChanges.awaitEverywhere();
            Reply made = API.register(RunningSuite.registration(List.of(aggregate), List.of()));
            IntegrationClient integration =
                    new IntegrationClient(AT, made.text("client_id"), made.text("client_secret"), REDIRECT_URI);
            Granted granted = grant("alice", integration, aggregate);
            assertThat(granted.tokens().path("scope").asText()).isEqualTo(aggregate);
            assertThat(scopes(granted.accessToken()))
                    .contains(aggregate, "meeting:schedules_read")
                    .noneMatch(it -> it.startsWith("spark:messages"))
                    .noneMatch(it -> it.startsWith("meeting:admin"));
            Reply both = API.register(RunningSuite.registration(List.of("spark:all", aggregate), List.of()));
            assertThat(both.status()).isEqualTo(422);
            assertThat(both.json().path("violations").path(0).path("rule").asText())
                    .isEqualTo("redundant_with_aggregate");
            Reply inUse = API.operateCatalog("DELETE", "/aggregates/" + aggregate, "");
            assertThat(inUse.json().path("violations").path(0).path("rule").asText())
                    .isEqualTo("aggregate_in_use");
            API.withdraw("alice", RunningSuite.consentId("alice", integration.clientId()));
            assertThat(API.deleteIntegration(made.text("id")).status()).isEqualTo(204);
            RunningSuite.awaitReason(
                    "integration_disabled", subjectOf(granted), "spark:messages_read", integration.clientId());
            assertThat(API.operateCatalog("DELETE", "/aggregates/" + aggregate, "")
                            .status())
                    .isEqualTo(200);
            CatalogChanges.awaitEverywhere();
        }
    }

    private static String subjectOf(Granted granted) {
        return claims(granted.accessToken()).getSubject();
    }

    private URI request(IntegrationClient integration, String more) {
        return URI.create(integration.authorizationRequest("spark:all", STATE, verifier) + more);
    }

    private static JsonNode consent(IntegrationClient integration) {
        for (JsonNode consent : API.consents("alice").json().path("items")) {
            if (consent.path("client_id").asText().equals(integration.clientId())) return consent;
        }
        throw new AssertionError("no consent");
    }

    private static List<String> scopes(String token) throws ParseException {
        JWTClaimsSet claims = claims(token);
        return List.of(claims.getStringClaim("scope").split(" "));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
