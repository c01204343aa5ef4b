package org.sparkall.benchmarks.consents;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.sparkall.benchmarks.consents.Integrations.Granted;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuiteFile;

/** Does with the service what people, administrators and programs do, and prints how long its statements took. */
final class Measuring {

    private static final int ROUNDS = 20;
    private static final int DUE = 100_000;

    private final Connection database;
    private final SuiteFile suite;
    private final SuiteAddresses at;
    private final SuiteApi api;
    private final Integrations integrations;

    Measuring(Connection database, SuiteFile suite) {
        this.database = database;
        this.suite = suite;
        this.at = SuiteAddresses.of(suite.ports());
        this.api = new SuiteApi(at);
        this.integrations = new Integrations(at, api);
    }

    /** The reading and ending of consents, statement by statement. */
    void explain() throws SQLException, IOException, InterruptedException {
        Person alice = new Person("alice");
        Granted mine = integrations.granted(alice);
        Granted ending = integrations.granted(alice);
        Granted departing = integrations.granted(alice);
        for (int i = 0; i < ROUNDS; i++) integrations.granted(alice);
        String subject = text("SELECT person FROM consent WHERE client_id = '%s'".formatted(mine.clientId()));
        manyConsentsOf(subject);
        List.of(ending, departing).forEach(it -> manyConsentsWith(it.clientId()));
        explain(alice, subject, mine, ending, departing);
    }

    private void explain(Person alice, String subject, Granted mine, Granted ending, Granted departing)
            throws SQLException, IOException, InterruptedException {
        try (Statement sql = database.createStatement()) {
            Plans.begin(sql);
            Plans plans = new Plans(suite.folder().resolve("logs/postgresql.log"));
            Thread.sleep(1000);
            read(alice, subject, mine);
            integrations.granted(alice);
            long before = System.nanoTime();
            integrations.endInOrganization("ada", ending);
            await(() -> standing(ending.clientId()) == 0);
            System.out.printf("ending 2000 consents in an organisation took %.1f s%n", seconds(before));
            before = System.nanoTime();
            integrations.delete(departing);
            await(() -> standing(departing.clientId()) == 0);
            System.out.printf("ending 2000 consents of a deleted integration took %.1f s%n", seconds(before));
            Plans.end(sql);
            print(plans.runs());
        }
    }

    private void read(Person alice, String subject, Granted mine) {
        Person ada = new Person("ada");
        String consent = mine.consentId(database);
        for (int i = 0; i < ROUNDS; i++) {
            api.consents("alice");
            api.consentsOf("ada", subject);
            alice.visit(URI.create(at.consent() + "/apps"));
            alice.visit(URI.create(at.consent() + "/apps/" + consent));
            ada.visit(URI.create(at.consent() + "/admin/apps"));
            ada.visit(URI.create(at.consent() + "/admin/apps/" + mine.clientId()));
        }
    }

    private static void print(List<Plans.Runs> runs) {
        System.out.printf("%n| runs | median ms | longest ms | statement |%n| --- | --- | --- | --- |%n");
        runs.forEach(it -> System.out.printf(
                "| %d | %.2f | %.2f | `%s` |%n", it.milliseconds().size(), it.median(), it.longest(), it.statement()));
        runs.forEach(it -> System.out.printf("%n%s%n%s", it.statement(), it.slowestPlan()));
    }

    /** Grants go on while very many consents are due: how long they take without and with that. */
    void expire() throws SQLException {
        Person alice = new Person("alice");
        integrations.granted(alice);
        List<Double> quiet = new ArrayList<>();
        for (int i = 0; i < 3 * ROUNDS; i++) quiet.add(timedGrant(alice));
        try (Statement sql = database.createStatement()) {
            sql.executeUpdate("CREATE TEMPORARY TABLE chosen AS SELECT id FROM consent WHERE state = 'granted'"
                    + " AND expiry = 'none' AND revision = 1"
                    + " AND NOT EXISTS (SELECT 1 FROM consent_history h WHERE h.consent_id = consent.id) LIMIT "
                    + DUE);
            history("id IN (SELECT id FROM chosen)");
            sql.executeUpdate("UPDATE consent SET expiry = 'fixed', expiry_days = 1, expires_at = now()"
                    + " WHERE id IN (SELECT id FROM chosen)");
        }
        long before = System.nanoTime();
        List<Double> busy = new ArrayList<>();
        while (due() > 0) busy.add(timedGrant(alice));
        System.out.printf(
                "%n%d due consents ended in %.0f s, while %d grants were given%n", DUE, seconds(before), busy.size());
        System.out.printf(
                "a grant: median %.0f ms before, %.0f ms meanwhile (ratio %.2f); longest %.0f ms and %.0f ms%n",
                median(quiet), median(busy), median(busy) / median(quiet), longest(quiet), longest(busy));
    }

    private double timedGrant(Person person) {
        Integrations.Registered registered = integrations.registered();
        long before = System.nanoTime();
        integrations.grant(person, registered);
        return seconds(before) * 1000;
    }

    private void manyConsentsOf(String person) throws SQLException {
        try (PreparedStatement sql = database.prepareStatement(COPY.formatted(
                "?", "'c' || row_number() OVER ()", "'acme'", "client_id = 'i7' AND state = 'granted' LIMIT 200"))) {
            sql.setString(1, person);
            sql.executeUpdate();
        }
    }

    private void manyConsentsWith(String clientId) {
        try (PreparedStatement sql = database.prepareStatement(COPY.formatted(
                "person",
                "?",
                "organization",
                "organization = 'acme' AND client_id = 'i0' AND state = 'granted' LIMIT 2000"))) {
            sql.setString(1, clientId);
            sql.executeUpdate();
            history("client_id = '" + clientId
                    + "' AND person NOT IN (SELECT person FROM consent WHERE client_id = 'c1')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String COPY = """
            INSERT INTO consent (id, person, client_id, organization, integration_name, state, scopes, expanded,
                catalog_version, revision, created_at, changed_at, complete, granted_at)
            SELECT gen_random_uuid(), %s, %s, %s, integration_name, state, scopes, expanded,
                catalog_version, revision, created_at, changed_at, complete, granted_at FROM consent WHERE %s
            """;

    /** The first entry of what is going to change; of what does not change, nobody reads any. */
    private static final String HISTORY = """
            INSERT INTO consent_history (consent_id, revision, event, actor, person_commitment, client_id, organization,
                integration_name, state, scopes, expanded, approved, complete, expiry, catalog_version, happened_at, hash)
            SELECT id, 1, 'consent.granted', 'person', encode(sha256(person_salt || convert_to(person, 'UTF8')), 'hex'),
                client_id, organization, integration_name, state, scopes, expanded, '{}', complete, 'none',
                catalog_version, granted_at, sha256(convert_to(id::text, 'UTF8'))
            FROM consent WHERE %s
            """;

    private void history(String which) throws SQLException {
        try (Statement sql = database.createStatement()) {
            sql.executeUpdate(HISTORY.formatted(which));
        }
    }

    private long standing(String clientId) {
        return number("SELECT count(*) FROM consent WHERE state = 'granted' AND client_id = '%s'".formatted(clientId));
    }

    private long due() {
        return number("SELECT count(*) FROM consent WHERE state = 'granted' AND expires_at < now()");
    }

    private long number(String query) {
        return Long.parseLong(text(query));
    }

    private String text(String query) {
        try (Statement sql = database.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        for (int i = 0; i < 1200 && !done.getAsBoolean(); i++) Thread.sleep(250);
        if (!done.getAsBoolean()) throw new IllegalStateException("it did not happen within five minutes");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double longest(List<Double> values) {
        return values.stream().mapToDouble(it -> it).max().orElse(0);
    }
}
