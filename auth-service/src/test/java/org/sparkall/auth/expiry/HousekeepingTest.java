package org.sparkall.auth.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class HousekeepingTest {

    @Inject
    Housekeeping housekeeping;

    @Inject
    @All
    List<ExpiringRows> all;

    @Inject
    Jdbi jdbi;

    private final String person = "person-" + UUID.randomUUID();

    @Test
    void whatExpiredGoesInHoweverManyBatchesAndTheRestStays() {
        insert("now() - interval '1 second'", 2500);
        insert("now() + interval '1 hour'", 3);
        housekeeping.sweep();
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void whatIsRememberedForAWhileStaysForThatWhile() {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO ended_session (session_id, ended_at) VALUES (?, now() - interval '23 hours'),"
                        + " (?, now() - interval '25 hours')",
                person + "-late",
                person + "-early"));
        housekeeping.sweep();
        List<String> left = jdbi.withHandle(
                handle -> handle.createQuery("SELECT session_id FROM ended_session WHERE session_id LIKE :mine || '%'")
                        .bind("mine", person)
                        .mapTo(String.class)
                        .list());
        assertThat(left).containsExactly(person + "-late");
    }

    @Test
    void everyTableThatSomebodyNamedIsThereWithAnIndexOnItsColumn() {
        assertThat(all)
                .hasSizeGreaterThan(5)
                .allSatisfy(rows -> assertThat(
                                hasIndex(rows.expiry().table(), rows.expiry().column()))
                        .as(rows.expiry().toString())
                        .isTrue());
    }

    private boolean hasIndex(String table, String column) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT EXISTS (SELECT FROM pg_indexes"
                        + " WHERE tablename = :table AND indexdef LIKE '%(' || :column || ')%')")
                .bind("table", table)
                .bind("column", column)
                .mapTo(Boolean.class)
                .one());
    }

    private void insert(String expiresAt, int count) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO pushed_request (request_hash, client_id, parameters, expires_at)"
                        + " SELECT uuid_send(gen_random_uuid()), ?, '', " + expiresAt + " FROM generate_series(1, ?)",
                person,
                count));
    }

    private long count() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM pushed_request WHERE client_id = :client")
                        .bind("client", person)
                        .mapTo(Long.class)
                        .one());
    }
}
