package org.sparkall.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.suite.ServiceSettings;

/** What each service does when each thing that it depends on is away: docs/operations/failure-modes.md, cell by cell. */
@ExtendWith(ClusterExtension.class)
class DegradationIT {

    private final Cluster cluster;
    private final Calls calls;
    private final URI apps;
    private final URI administration;
    /** Signed in at both services that show pages. */
    private Person ada = new Person("ada");

    private Life life;

    DegradationIT(Cluster cluster) {
        this.cluster = cluster;
        this.calls = new Calls(cluster.addresses());
        this.apps = URI.create(cluster.addresses().consent() + "/apps");
        this.administration = URI.create(cluster.addresses().consent() + "/admin/apps");
    }

    /** The services may not have noticed yet that what the test before cut off is back. */
    @BeforeEach
    void grantsAndSessionsStand() {
        soon().ignoreExceptions().untilAsserted(() -> {
            life = new Life("ada", calls.subject("ada"), calls.integration(calls.register()));
            calls.subject("ops");
            // A sign-in that was begun and came to nothing leaves its cookie for five minutes.
            ada = new Person("ada");
            grant();
            // In this order: signing in at the one ends the session at the other, which nobody sees as long as
            // Keycloak is there.
            for (URI page : List.of(administration, apps)) {
                Arrival arrival = ada.visit(page);
                assertThat(arrival).as(arrival.where()).isInstanceOf(Arrival.AtPage.class);
            }
        });
        soon().until(() -> decision().equals("granted_by_aggregate"));
    }

    @Test
    void withoutPostgresql() throws Exception {
        try (Cluster.Cut _ = cluster.cut("postgresql")) {
            // auth-service mints nothing that it cannot look up, and says so in the protocol's words.
            Reply refused = life.integration.refresh(Objects.requireNonNull(life.refreshToken));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(life.integration
                            .introspect(Objects.requireNonNull(life.accessToken))
                            .status())
                    .isEqualTo(503);
            assertUnavailable(ada.open(request(), Calls.REDIRECT_URI));
            // consent-service: pages for people, problems for programs.
            assertUnavailable(ada.visit(apps));
            Reply consents = calls.consents("ada");
            assertThat(consents.status()).isEqualTo(503);
            assertThat(consents.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            // scope-policy-service decides from memory, and stays where it is asked; only operators must wait.
            assertThat(decision()).isEqualTo("granted_by_aggregate");
            assertThat(calls.changeCatalog("Nachrichten").status()).isEqualTo(503);
            assertThat(cluster.is("scope-policy-service", "ready")).isTrue();
            assertAllLive();
        }
        // Nothing of what was refused happened.
        assertThat(refresh().status()).isEqualTo(200);
    }

    @Test
    void withoutKafka() throws Exception {
        try (Cluster.Cut _ = cluster.cut("kafka")) {
            // What changes is kept, and published later; whoever decides says how old their knowledge is.
            grant();
            assertThat(calls.withdraw("ada", consent()).status()).isEqualTo(204);
            assertThat(decision()).isEqualTo("granted_by_aggregate");
            assertThat(calls.changeCatalog("Meldungen").status()).isEqualTo(200);
            for (String service : ServiceSettings.SERVICES)
                assertThat(cluster.is(service, "ready")).as(service).isTrue();
            assertAllLive();
        }
        soon().until(() -> decision().equals("consent_withdrawn"));
        soon().until(() -> refresh().status() == 400);
    }

    @Test
    void withoutKeycloak() throws Exception {
        try (Cluster.Cut _ = cluster.cut("keycloak")) {
            // Whoever is signed in goes on, and what programs hold is verified with the keys that are known.
            assertThat(refresh().status()).isEqualTo(200);
            grant();
            assertThat(ada.visit(apps)).isInstanceOf(Arrival.AtPage.class);
            assertThat(calls.register().status()).isEqualTo(201);
            assertThat(decision()).isEqualTo("granted_by_aggregate");
            // Whoever is not is told so here, not by their browser.
            for (URI page : List.of(request(), apps, administration)) {
                soon().ignoreExceptions().untilAsserted(() -> assertUnavailable(new Person("bob").visit(page)));
            }
            for (String service : ServiceSettings.SERVICES)
                assertThat(cluster.is(service, "ready")).as(service).isTrue();
            assertAllLive();
        }
        soon().ignoreExceptions()
                .untilAsserted(() -> assertThat(new Person("bob").visit(apps)).isInstanceOf(Arrival.AtPage.class));
    }

    /** A service that begins while Keycloak is away has never seen its keys. */
    @Test
    void withoutKeycloakFromTheBeginning() throws Exception {
        try (Cluster.Cut _ = cluster.cut("keycloak")) {
            for (String service : ServiceSettings.SERVICES) {
                for (String replica : List.of(service, Cluster.replica(service))) {
                    cluster.terminate(replica);
                    cluster.begin(replica);
                }
            }
            for (Reply refused : List.of(calls.decide(life), calls.consents("ada"))) {
                assertThat(refused.status()).as(refused.body()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(refused.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("application/problem+json");
            }
            Person bob = new Person("bob");
            for (URI page : List.of(request(), apps, administration)) assertUnavailable(bob.visit(page));
            // What needs no keys of Keycloak's goes on.
            assertThat(refresh().status()).isEqualTo(200);
            assertAllLive();
        }
        soon().until(() -> decision().equals("granted_by_aggregate"));
        assertThat(calls.consents("ada").status()).isEqualTo(200);
    }

    @Test
    void withoutConsentService() throws Exception {
        try (Cluster.Cut _ = cluster.cut("consent-service")) {
            // Nobody can be asked, and the integration is told; what was said before holds.
            assertThat(back(ada.open(request(), Calls.REDIRECT_URI))).containsEntry("error", "temporarily_unavailable");
            assertThat(refresh().status()).isEqualTo(200);
            assertThat(decision()).isEqualTo("granted_by_aggregate");
            assertThat(cluster.is("auth-service", "ready")).isTrue();
            assertAllLive();
        }
        soon().ignoreExceptions()
                .until(() -> back(ada.open(request(), Calls.REDIRECT_URI)).containsKey("code"));
    }

    @Test
    void withoutAuthService() throws Exception {
        try (Cluster.Cut _ = cluster.cut("auth-service")) {
            // What an administrator reads of the registry is away; people's own pages and decisions are not.
            assertUnavailable(ada.visit(administration));
            assertThat(ada.visit(apps)).isInstanceOf(Arrival.AtPage.class);
            assertThat(decision()).isEqualTo("granted_by_aggregate");
            assertThat(cluster.is("consent-service", "ready")).isTrue();
            assertThat(cluster.is("scope-policy-service", "ready")).isTrue();
            assertAllLive();
        }
    }

    @Test
    void withoutScopePolicyService() throws Exception {
        try (Cluster.Cut _ = cluster.cut("scope-policy-service")) {
            // The catalog is in every service's memory.
            grant();
            assertThat(refresh().status()).isEqualTo(200);
            assertThat(cluster.is("auth-service", "ready")).isTrue();
            assertThat(cluster.is("consent-service", "ready")).isTrue();
            assertAllLive();
        }
    }

    private void grant() {
        calls.grant(ada, life);
    }

    private Reply refresh() {
        Reply reply = life.integration.refresh(Objects.requireNonNull(life.refreshToken));
        if (reply.status() == 200) life.refreshToken = reply.text("refresh_token");
        return reply;
    }

    private URI request() {
        return request(new CodeVerifier());
    }

    private URI request(CodeVerifier verifier) {
        return life.integration.authorizationRequest("spark:all", "state-of-the-faults", verifier);
    }

    private String consent() {
        return Objects.requireNonNull(new ConsentRows(cluster).id(life));
    }

    private String decision() {
        return calls.decide(life).json().path("context").path("reason").asText();
    }

    private void assertAllLive() {
        for (String service : ServiceSettings.SERVICES)
            assertThat(cluster.is(service, "live")).as(service).isTrue();
    }

    private static void assertUnavailable(Arrival arrival) {
        assertThat(arrival).as(arrival.where()).isInstanceOfSatisfying(Arrival.AtError.class, it -> {
            assertThat(it.status()).isEqualTo(503);
            assertThat(it.page().select("h1").text()).isNotEmpty();
        });
    }

    private static Map<String, String> back(Arrival arrival) {
        if (arrival instanceof Arrival.AtIntegration(URI address)) return IntegrationClient.parameters(address);
        throw new AssertionError("expected to be back at the integration, but came " + arrival.where());
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200));
    }
}
