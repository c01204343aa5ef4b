package org.sparkall.consent.history;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.history.VerificationReport.Finding;

/** Goes through the entries of one consent after another, and compares the last of each with what the consent says now. */
final class ConsentCheck {

    /** All entries beside their consents; a consent without entries comes alone. */
    static final String ROWS = "SELECT c.id AS present_id, c.revision AS present_revision, c.state AS present_state,"
            + " c.scopes AS present_scopes, c.expanded AS present_expanded, c.approved AS present_approved,"
            + " c.complete AS present_complete, c.client_id AS present_client, c.expiry AS present_expiry,"
            + " c.expiry_days AS present_expiry_days, c.organization AS present_organization, c.person AS present_person,"
            + " c.person_salt IS NULL AS present_nameless,"
            + " encode(sha256(c.person_salt || convert_to(c.person, 'UTF8')), 'hex') AS present_commitment, h."
            + ConsentHistory.COLUMNS.replace(", ", ", h.")
            + " FROM consent c LEFT JOIN consent_history h ON h.consent_id = c.id ORDER BY c.id, h.revision";

    /** What the consent says now. */
    private record Present(
            UUID id,
            long revision,
            String state,
            List<String> scopes,
            List<String> expanded,
            List<String> approved,
            boolean complete,
            String clientId,
            String expiry,
            Optional<Integer> expiryDays,
            Optional<String> organization,
            String person,
            boolean nameless) {

        /** Without its salt nobody can say whose it is: right for whoever was erased, and for nobody else. */
        boolean wasErased() {
            return person.startsWith(HistoryEntry.NAMELESS) && !state.equals("granted");
        }
    }

    private final ChainHash chain;
    private final Findings findings;
    private @Nullable Present present;
    private Optional<HistoryEntry> last = Optional.empty();
    private byte[] previous = ChainHash.BEGINNING;
    private long consents;
    private long entries;

    ConsentCheck(ChainHash chain, Findings findings) {
        this.chain = chain;
        this.findings = findings;
    }

    void take(ResultSet row) throws SQLException {
        UUID id = row.getObject("present_id", UUID.class);
        if (present == null || !present.id().equals(id)) {
            finish();
            begin(row, id);
        }
        if (row.getBytes("hash") != null) check(row, id);
    }

    private void begin(ResultSet row, UUID id) throws SQLException {
        consents++;
        last = Optional.empty();
        previous = ChainHash.BEGINNING;
        present = new Present(
                id,
                row.getLong("present_revision"),
                row.getString("present_state"),
                HistoryColumns.texts(row, "present_scopes"),
                HistoryColumns.texts(row, "present_expanded"),
                HistoryColumns.texts(row, "present_approved"),
                row.getBoolean("present_complete"),
                row.getString("present_client"),
                row.getString("present_expiry"),
                Optional.ofNullable(row.getObject("present_expiry_days", Integer.class)),
                Optional.ofNullable(row.getString("present_organization")),
                row.getString("present_person"),
                row.getBoolean("present_nameless"));
    }

    private void check(ResultSet row, UUID id) throws SQLException {
        entries++;
        HistoryEntry entry = HistoryColumns.read(row);
        long expected = last.map(HistoryEntry::revision).orElse(0L) + 1;
        if (entry.revision() != expected) {
            findings.add(Finding.ofEntry(id, entry.revision(), "entries before this one are missing"));
        }
        byte[] kept = row.getBytes("hash");
        if (!MessageDigest.isEqual(kept, chain.entry(previous, entry))) {
            findings.add(Finding.ofEntry(id, entry.revision(), "the entry is not what was written"));
        }
        String commitment = row.getString("present_commitment");
        if (commitment != null && !commitment.equals(entry.personCommitment())) {
            findings.add(Finding.ofEntry(id, entry.revision(), "the entry is about somebody else"));
        }
        previous = kept;
        last = Optional.of(entry);
    }

    /** Says what is missing at the end of the consent that was looked through. */
    void finish() {
        if (present == null) return;
        Present now = present;
        if (last.filter(it -> isSaidBy(it, now)).isEmpty()) {
            findings.add(Finding.ofConsent(now.id(), "the consent is not what its last entry says"));
        }
        if (now.nameless() && !now.wasErased()) {
            findings.add(Finding.ofConsent(now.id(), "whose consent it is cannot be checked, and nobody was erased"));
        }
        present = null;
    }

    private static boolean isSaidBy(HistoryEntry it, Present now) {
        return it.revision() == now.revision()
                && it.state().equals(now.state())
                && it.scopes().equals(now.scopes())
                && it.expanded().equals(now.expanded())
                && it.approved().equals(now.approved())
                && it.complete() == now.complete()
                && it.clientId().equals(now.clientId())
                && it.expiry().equals(now.expiry())
                && it.expiryDays().equals(now.expiryDays())
                && (now.nameless() || it.organization().equals(now.organization()));
    }

    long consents() {
        return consents;
    }

    long entries() {
        return entries;
    }
}
