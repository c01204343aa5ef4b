package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.PublishedEvents.Published;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.service.SuiteService;
import org.sparkall.localstack.suite.Suite;

/** Killing consent-service between the commit of a withdrawal and its publication loses nothing and doubles nothing. */
class ConsentServiceCrashIT {

    private static final String HOLD_THE_RELAY = "SELECT pg_advisory_lock(hashtext('sparkall.outbox'))";

    @Test
    void aWithdrawalOutlivesTheDeathOfItsService() throws Exception {
        Granted granted = grant("bob", registered("spark:all"), "spark:all");
        String client = granted.integration().clientId();
        String person = subject(granted);
        awaitReason("granted_by_aggregate", person, "spark:messages_read", client);
        String consent = consentId("bob", client);
        Suite suite = FILE.suite();

        ProcessHandle service = processOfConsentService();
        SuiteService reborn = suite.settings().consentService();
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

        reborn.start();
        FILE.remember(reborn.process().orElseThrow());
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

    /** The process that listens now: this test may have replaced the one that the suite started. */
    private static ProcessHandle processOfConsentService() {
        return ProcessHandle.of(FILE.pids().get("consent-service")).orElseThrow();
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
