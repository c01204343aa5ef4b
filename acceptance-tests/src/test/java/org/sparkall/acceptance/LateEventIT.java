package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;

/**
 * What a consent was before comes by when it is something else already. The events that were late are about the grants of their time, and
 * not about those that were opened since.
 */
class LateEventIT {

    @Test
    void aLateWithdrawalEndsWhatWasGrantedBeforeItAndNothingElse() throws Exception {
        IntegrationClient integration = registered("spark:all");
        Granted before = grant("bob", integration, "spark:all");
        String person = subject(before);
        awaitReason("granted_by_aggregate", person, "spark:messages_read", integration.clientId());
        Granted since;
        try (Connection _ = holdEvents()) {
            assertThat(API.withdraw("bob", consentId("bob", integration.clientId()))
                            .status())
                    .isEqualTo(204);
            since = grant("bob", integration, "spark:all");
            assertThat(isActive(integration, before.accessToken())).isTrue();
        }
        Awaitility.await().until(() -> !isActive(integration, before.accessToken()));
        awaitReason("granted_by_aggregate", person, "spark:messages_read", integration.clientId());
        assertRefused(integration.refresh(before.refreshToken()), 400, "invalid_grant");
        assertThat(isActive(integration, since.accessToken())).isTrue();
        assertThat(integration.refresh(since.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void aLateNarrowingLeavesWhatWasGivenAgainSince() throws Exception {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        Granted before = grant("ada", integration, "spark:all " + ADD_ON);
        String person = subject(before);
        awaitReason("granted", person, ADD_ON, integration.clientId());
        Granted since;
        try (Connection _ = holdEvents()) {
            assertThat(API.withdrawScope("ada", consentId("ada", integration.clientId()), ADD_ON)
                            .status())
                    .isEqualTo(204);
            since = grant("ada", integration, "spark:all " + ADD_ON);
        }
        Awaitility.await()
                .until(() -> !integration
                        .introspect(before.accessToken())
                        .text("scope")
                        .contains(ADD_ON));
        awaitReason("granted", person, ADD_ON, integration.clientId());
        assertThat(integration.introspect(since.accessToken()).text("scope")).contains(ADD_ON);
    }

    @Test
    void whatComesAtOnceConcernsEachForItself() throws Exception {
        IntegrationClient one = registered("spark:all");
        IntegrationClient other = registered("spark:all");
        Granted bobs = grant("bob", one, "spark:all");
        Granted adas = grant("ada", other, "spark:all");
        Granted stays = grant("bob", other, "spark:all");
        Granted since;
        try (Connection _ = holdEvents()) {
            assertThat(API.withdraw("bob", consentId("bob", one.clientId())).status())
                    .isEqualTo(204);
            assertThat(API.withdraw("ada", consentId("ada", other.clientId())).status())
                    .isEqualTo(204);
            since = grant("ada", one, "spark:all");
        }
        Awaitility.await().until(() -> !isActive(one, bobs.accessToken()) && !isActive(other, adas.accessToken()));
        assertThat(isActive(other, stays.accessToken())).isTrue();
        assertThat(isActive(one, since.accessToken())).isTrue();
    }

    /** As long as this session lasts consent-service publishes nothing. */
    private static Connection holdEvents() throws Exception {
        Connection database = DriverManager.getConnection(FILE.suite().adminUrl("consent"));
        try (Statement sql = database.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(hashtext('sparkall.outbox'))");
        }
        return database;
    }
}
