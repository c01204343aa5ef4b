package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.PublishedEvents.Published;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.service.SuiteService;
import org.sparkall.localstack.suite.Suite;

/**
 * consent-service dies and begins again. Killing it between the commit of a withdrawal and its publication loses nothing and doubles nothing;
 * whoever takes longer than a new setting allows is led back.
 */
class ConsentServiceCrashIT {

    /** The process that listens now. */
    private static ProcessHandle running =
            ProcessHandle.of(FILE.pids().get("consent-service")).orElseThrow();

    private static final String HOLD_THE_RELAY = "SELECT pg_advisory_lock(hashtext('sparkall.outbox'))";

    @Test
    void aWithdrawalOutlivesTheDeathOfItsService() throws Exception {
        Granted granted = grant("bob", registered("spark:all"), "spark:all");
        String client = granted.integration().clientId();
        String person = subject(granted);
        awaitReason("granted_by_aggregate", person, "spark:messages_read", client);
        String consent = consentId("bob", client);
        Suite suite = FILE.suite();

        ProcessHandle service = running;
        try (Connection database = DriverManager.getConnection(suite.adminUrl("consent"));
                Statement sql = database.createStatement()) {
            // As long as this session holds the lock no relay publishes anything.
            sql.execute(HOLD_THE_RELAY);
            assertThat(API.withdraw("bob", consent).status()).isEqualTo(204);
            assertThat(waiting(sql, consent)).isEqualTo(1);
            assertThat(service.destroyForcibly()).isTrue();
            service.onExit().get();
            assertThat(waiting(sql, consent)).isEqualTo(1);
        }
        assertThat(withdrawals(consent)).isEmpty();
        assertThat(granted.integration()
                        .introspect(granted.accessToken())
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();

        begin(Map.of());
        awaitReason("consent_withdrawn", person, "spark:messages_read", client);
        Awaitility.await()
                .until(() ->
                        granted.integration().refresh(granted.refreshToken()).status() == 400);
        assertThat(granted.integration()
                        .introspect(granted.accessToken())
                        .json()
                        .path("active")
                        .asBoolean(true))
                .isFalse();
        try (Connection database = DriverManager.getConnection(suite.adminUrl("consent"));
                Statement sql = database.createStatement()) {
            Awaitility.await().until(() -> waiting(sql, consent) == 0);
        }
        assertThat(withdrawals(consent)).hasSize(1);
    }

    @Test
    void whoeverTakesTooLongIsLedBackAndNothingIsGranted() throws Exception {
        IntegrationClient integration = registered("spark:messages_read");
        running.destroy();
        running.onExit().get();
        begin(Map.of("SPARKALL_CONSENT_CHALLENGE_LIFETIME", "PT3S"));
        Person alice = new Person("alice");
        URI request = integration.authorizationRequest("spark:messages_read", STATE, new CodeVerifier());
        Document page = consentPage(alice, request);
        Thread.sleep(4_000);
        Arrival late = alice.accept(page, List.of(), REDIRECT_URI);
        assertThat(late).isInstanceOfSatisfying(Arrival.AtError.class, it -> {
            assertThat(it.status()).isEqualTo(400);
            assertThat(it.page().select("h1").text()).contains("expired");
            // A link that asks the same question again, as long as the integration's request lives.
            assertThat(alice.open(URI.create(it.page().select("main a").attr("abs:href")), REDIRECT_URI))
                    .isInstanceOf(Arrival.AtConsent.class);
        });
        try (PortalBrowser browser = new PortalBrowser();
                BrowserContext context = browser.context(true)) {
            Page shown = PortalBrowser.open(context, "alice", request.toString(), AT.consent());
            Thread.sleep(4_000);
            shown.locator("button[value=accept]").click();
            shown.waitForCondition(() -> shown.locator("h1").textContent().contains("expired"));
            PagePictures.take(shown, "consent-expired");
        }
        Reply consents = API.consents("alice");
        assertThat(consents.status()).isEqualTo(200);
        assertThat(consents.body()).doesNotContain(integration.clientId());
        running.destroy();
        running.onExit().get();
        begin(Map.of());
    }

    private static void begin(Map<String, String> settings) {
        SuiteService service = FILE.suite().settings().service("consent-service", settings);
        service.start();
        running = service.process().orElseThrow();
        FILE.remember(running);
    }

    private static int waiting(Statement sql, String consent) throws Exception {
        try (ResultSet rows = sql.executeQuery("SELECT count(*) FROM outbox WHERE key = '" + consent + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Every withdrawal of this consent that was ever published, by the events' ids. */
    private static List<String> withdrawals(String consent) {
        return PublishedEvents.of("spark.consents.v1", consent).stream()
                .filter(it -> it.type().equals("consent.withdrawn"))
                .map(Published::id)
                .toList();
    }
}
