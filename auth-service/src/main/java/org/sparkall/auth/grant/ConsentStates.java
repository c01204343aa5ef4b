package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.sparkall.events.ConsentEvent;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.ScopeCatalog;

/** The newest state of each consent that this service knows, from outcomes it fetched and events it heard. */
@ApplicationScoped
public class ConsentStates {

    private static final String COLUMNS = "revision, state, scopes, expanded";
    /** {@link #expect} as SQL, of {@code :consent} and {@code :revision}. */
    static final String EXPECTATION = "INSERT INTO consent (consent_id, revision, state, scopes, expanded)"
            + " VALUES (:consent, :revision - 1, 'expected', '{}', '{}') ON CONFLICT DO NOTHING";

    private static final String NEWER = " ON CONFLICT (consent_id) DO UPDATE SET revision = excluded.revision,"
            + " state = excluded.state, scopes = excluded.scopes, expanded = excluded.expanded"
            + " WHERE consent.revision < excluded.revision";

    /**
     * A consent's state at a revision; what it opens is bounded by its scopes and their expansion.
     *
     * @param revision of two states, the one with the greater revision is the newer
     */
    record ConsentState(long revision, boolean granted, List<String> scopes, List<String> expanded) {

        /** The grant without what the consent opens no more; what joined an aggregate of the consent since is open. */
        Grant bound(ScopeCatalog rules, Grant grant) {
            Set<String> open = new HashSet<>(scopes);
            open.addAll(expanded);
            open.addAll(new GrantRules(rules)
                    .growth(rules.knownTexts(scopes), rules.knownTexts(expanded), true)
                    .opened()
                    .wireNames());
            return grant.narrowedTo(
                    grant.scopes().stream().filter(open::contains).toList(),
                    grant.expanded().stream().filter(open::contains).toList());
        }
    }

    /**
     * Takes a state in, unless a newer one is known.
     *
     * @return whether it was news
     */
    boolean learn(
            Handle tx, UUID consentId, long revision, boolean granted, List<String> scopes, List<String> expanded) {
        return tx.createUpdate("INSERT INTO consent (consent_id, revision, state, scopes, expanded)"
                                + " VALUES (:id, :revision, :state, :scopes, :expanded)"
                                + NEWER)
                        .bind("id", consentId)
                        .bind("revision", revision)
                        .bind("state", state(granted))
                        .bindArray("scopes", String.class, scopes)
                        .bindArray("expanded", String.class, expanded)
                        .execute()
                == 1;
    }

    /**
     * Takes states in, where no newer one is known.
     *
     * @return the consents of which they were news
     */
    Set<UUID> learn(Handle tx, Map<UUID, ConsentEvent> events) {
        List<ConsentEvent> told = List.copyOf(events.values());
        return tx.createQuery("INSERT INTO consent (consent_id, revision, state, scopes, expanded)"
                        + " SELECT id, revision, state, string_to_array(scopes, ' '), string_to_array(expanded, ' ')"
                        + " FROM unnest(:ids, :revisions, :states, :scopes, :expanded)"
                        + " AS told (id, revision, state, scopes, expanded) ORDER BY id"
                        + NEWER + " RETURNING consent_id")
                .bindArray("ids", UUID.class, List.copyOf(events.keySet()))
                .bindArray(
                        "revisions",
                        Long.class,
                        told.stream().map(ConsentEvent::revision).toList())
                .bindArray(
                        "states",
                        String.class,
                        told.stream()
                                .map(it -> state(it.state() == ConsentEvent.State.GRANTED))
                                .toList())
                .bindArray(
                        "scopes",
                        String.class,
                        told.stream().map(it -> String.join(" ", it.scopes())).toList())
                .bindArray(
                        "expanded",
                        String.class,
                        told.stream().map(it -> String.join(" ", it.expanded())).toList())
                .map((row, context) -> row.getObject(1, UUID.class))
                .collect(Collectors.toSet());
    }

    private static String state(boolean granted) {
        return granted ? "granted" : "ended";
    }

    /** The revisions of these consents that are known; of those that nobody told of there is none. */
    Map<UUID, Long> revisions(Handle tx, Collection<UUID> consentIds) {
        return tx
                .createQuery("SELECT consent_id, revision FROM consent WHERE consent_id = ANY (:ids)")
                .bindArray("ids", UUID.class, consentIds)
                .map((row, context) -> Map.entry(row.getObject("consent_id", UUID.class), row.getLong("revision")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Makes sure that there is a row to lock for a consent of which an outcome was fetched before its event came by. */
    public void expect(Handle tx, UUID consentId, long revision) {
        tx.createUpdate(EXPECTATION)
                .bind("consent", consentId)
                .bind("revision", revision)
                .execute();
    }

    /** The state, kept from changes until the transaction ends: a grant is never opened beside a withdrawal. */
    ConsentState lockShared(Handle tx, UUID consentId) {
        return tx.createQuery("SELECT " + COLUMNS + " FROM consent WHERE consent_id = :id FOR SHARE")
                .bind("id", consentId)
                .map((row, context) -> read(row))
                .one();
    }

    /** The state as it is now. */
    ConsentState find(Handle tx, UUID consentId) {
        return tx.createQuery("SELECT " + COLUMNS + " FROM consent WHERE consent_id = :id")
                .bind("id", consentId)
                .map((row, context) -> read(row))
                .one();
    }

    private static ConsentState read(ResultSet row) throws SQLException {
        return new ConsentState(
                row.getLong("revision"),
                row.getString("state").equals("granted"),
                List.of((String[]) row.getArray("scopes").getArray()),
                List.of((String[]) row.getArray("expanded").getArray()));
    }
}
