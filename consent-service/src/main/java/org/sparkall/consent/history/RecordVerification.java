package org.sparkall.consent.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.sparkall.consent.history.VerificationReport.Finding;
import org.sparkall.consent.history.VerificationReport.SealView;

/** Finds out whether the record is what was written: every entry, every consent, every seal. */
@ApplicationScoped
class RecordVerification {

    private static final int FETCH = 10_000;

    private final Jdbi jdbi;
    private final ChainHash chain;
    private final SealStore seals;

    RecordVerification(Jdbi jdbi, ChainHash chain, SealStore seals) {
        this.jdbi = jdbi;
        this.chain = chain;
        this.seals = seals;
    }

    /**
     * Looks through everything, at one moment.
     *
     * @param known a seal that was written down elsewhere
     */
    VerificationReport verify(Optional<SealView> known) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, tx -> {
            tx.setReadOnly(true);
            return verify(tx, known);
        });
    }

    private VerificationReport verify(Handle tx, Optional<SealView> known) {
        Findings findings = new Findings();
        ConsentCheck check = new ConsentCheck(chain, findings);
        tx.createQuery(ConsentCheck.ROWS)
                .setFetchSize(FETCH)
                .map((row, context) -> {
                    check.take(row);
                    return true;
                })
                .useStream(rows -> rows.forEach(it -> {}));
        check.finish();
        List<Seal> all = seals.all(tx);
        checkSeals(tx, all, findings);
        known.filter(it -> all.stream()
                        .noneMatch(seal ->
                                seal.number() == it.number() && seal.hash().equals(it.hash())))
                .ifPresent(it -> findings.add(Finding.ofSeal(it.number(), "the seal is not the one that is known")));
        return new VerificationReport(
                findings.count() == 0,
                check.consents(),
                check.entries(),
                all.stream().mapToLong(Seal::entries).sum(),
                findings.count(),
                findings.first(),
                all.isEmpty()
                        ? null
                        : new SealView(all.getLast().number(), all.getLast().hash()));
    }

    private void checkSeals(Handle tx, List<Seal> all, Findings findings) {
        Optional<Seal> before = Optional.empty();
        for (Seal seal : all) {
            if (seal.number() != before.map(Seal::number).orElse(0L) + 1) {
                findings.add(Finding.ofSeal(seal.number(), "seals before this one are missing"));
            }
            SealedEntries entries = seals.entries(tx, before.map(Seal::upTo).orElse(0L), seal.upTo());
            byte[] hash = chain.seal(HistorySealing.hash(before), entries.summary(seal.number(), seal.upTo()));
            if (entries.count() != seal.entries()) {
                findings.add(Finding.ofSeal(seal.number(), "entries that it covers are missing or were added"));
            } else if (!HexFormat.of().formatHex(hash).equals(seal.hash())) {
                findings.add(Finding.ofSeal(seal.number(), "what it covers is not what was sealed"));
            }
            before = Optional.of(seal);
        }
    }
}
