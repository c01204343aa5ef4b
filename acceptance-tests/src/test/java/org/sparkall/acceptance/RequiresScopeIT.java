package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.DpopKey;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.part.Project;

/** A Quarkus application whose methods say which scopes they require: by the token alone, or by the person's word of this moment. */
class RequiresScopeIT {

    private static Wire policy;
    private static ChildProcess app;
    private static String guarded;

    @BeforeAll
    static void start() throws IOException {
        policy = new Wire(URI.create(AT.policy()).getPort());
        app = new ChildProcess("guarded", Path.of("target", "guarded.log"));
        guarded = start(app, policy.address());
    }

    private static String start(ChildProcess process, String policyAddress) throws IOException {
        int port = Ports.free();
        Path jar = Path.of("resource-servers/quarkus/target/quarkus-app/quarkus-run.jar");
        process.start(
                List.of(Project.java().toString(), "-jar", jar.toAbsolutePath().toString()),
                Map.of(
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "ISSUER", AT.auth(),
                        "REALM", AT.realm(),
                        "POLICY", policyAddress,
                        "POLICY_ISSUER", AT.policy()),
                Path.of("."));
        String address = "http://localhost:" + port + "/guarded";
        process.awaitReady(() -> answers(address), Duration.ofSeconds(60));
        return address;
    }

    private static boolean answers(String address) {
        try {
            return REQUESTS.get(URI.create(address)).status() == 401;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @AfterAll
    static void end() {
        app.close();
        policy.close();
    }

    @Test
    void aTokenOfTheAggregatePassesAndOneWithoutTheScopeIsToldWhatItLacks() {
        Granted everything = grant("alice", registered("spark:all"), "spark:all");
        awaitStatus(guarded, everything, 200);
        assertThat(get(guarded + "/live", everything).status()).isEqualTo(200);
        assertThat(get(guarded + "/calls", everything).status()).isEqualTo(200);
        Granted rooms = grant("alice", registered("spark:rooms_read"), "spark:rooms_read");
        Reply refused = get(guarded, rooms);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"insufficient_scope\", scope=\"spark:messages_read\"");
        assertThat(get(guarded + "/live", rooms).status()).isEqualTo(403);
        assertThat(get(guarded + "/calls", rooms).status()).isEqualTo(403);
    }

    /** What it opens only the service can say, so it is asked whether or not the method wants to. */
    @Test
    void aTokenThatDoesNotNameWhatItOpensIsAskedAbout() {
        Granted everything = grant("alice", registered("spark:all"), "spark:all");
        awaitStatus(guarded, everything, 200);
        try (TerseReplica replica = new TerseReplica()) {
            String token = replica.token(everything);
            assertThat(RunningSuite.status(guarded + "/people", token)).isEqualTo(200);
            assertThat(RunningSuite.status(guarded + "/directory", token)).isEqualTo(403);
            // This one must not wait for an answer.
            assertThat(RunningSuite.status(guarded, token)).isEqualTo(503);
        }
    }

    /** A stolen one is as good as none (RFC 9449). */
    @Test
    void aTokenThatIsBoundToAKeyDoesNotPassWithoutItsProof() {
        IntegrationClient owner = registered("spark:all").with(DpopKey.random());
        CodeVerifier verifier = new CodeVerifier();
        String code = code(new Person("alice"), owner.authorizationRequest("spark:all", STATE, verifier));
        String token = owner.redeem(code, verifier).text("access_token");
        Reply refused = REQUESTS.send(Requests.to(guarded).header("Authorization", "Bearer " + token));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("DPoP");
    }

    @Test
    void withoutATokenTheAnswerIsAChallengeWithoutAnError() {
        for (String path : List.of("", "/live", "/calls", "/administration")) {
            Reply reply = REQUESTS.get(URI.create(guarded + path));
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
        }
    }

    @Test
    void everyOneOfSeveralScopesIsNeededAndTheAggregateIsNoAdminScope() {
        Granted everything = grant("ada", registered("spark:all"), "spark:all");
        awaitStatus(guarded, everything, 200);
        Reply refused = get(guarded + "/administration", everything);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"insufficient_scope\", scope=\"spark:messages_read spark-admin:people_read\"");
    }

    @Test
    void aWithdrawalCountsWithinASecondWhereItIsAskedForAndAtTheTokensExpiryElsewhere() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        awaitStatus(guarded + "/live", granted, 200);
        String consent = consentId("alice", granted.integration().clientId());
        assertThat(API.withdraw("alice", consent).status()).isEqualTo(204);
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    int status = get(guarded + "/live", granted).status();
                    return status == 401 || status == 403;
                });
        assertThat(get(guarded, granted).status()).isEqualTo(200);
    }

    @Test
    void withoutThePolicyServiceLiveDecisionsAreRefusedAndLocalOnesGoOn() throws IOException {
        try (Wire wire = new Wire(URI.create(AT.policy()).getPort());
                ChildProcess own = new ChildProcess("guarded-alone", Path.of("target", "guarded-alone.log"))) {
            String address = start(own, wire.address());
            Granted granted = grant("alice", registered("spark:all"), "spark:all");
            awaitStatus(address, granted, 200);
            awaitStatus(address + "/live", granted, 200);
            wire.cut();
            assertThat(get(address + "/live", granted).status()).isEqualTo(503);
            assertThat(get(address, granted).status()).isEqualTo(200);
            Granted rooms = grant("alice", registered("spark:rooms_read"), "spark:rooms_read");
            assertThat(get(address, rooms).status()).isEqualTo(403);
        }
    }

    /** The catalog and the consent are on their way for a moment. */
    private static void awaitStatus(String address, Granted granted, int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> get(address, granted).status() == status);
    }

    private static Reply get(String address, Granted granted) {
        return REQUESTS.send(Requests.to(address).header("Authorization", "Bearer " + granted.accessToken()));
    }
}
