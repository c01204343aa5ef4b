package org.sparkall.auth.operator;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.GrantEnding;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.events.AuditEvent;
import org.sparkall.events.AuditEvent.Actor;
import org.sparkall.events.AuditEvent.Target;
import org.sparkall.events.AuditEvent.TargetKind;
import org.sparkall.events.AuditTrail;

/** Looks for grants and ends them. Each end is in the audit trail, in its own transaction. */
@ApplicationScoped
class OperatedGrants {

    private static final Logger LOG = Logger.getLogger(OperatedGrants.class);

    private static final String SHOWN =
            "SELECT g.id, g.consent_id, g.person, g.organization, g.client_id, i.name, g.scopes,"
                    + " g.catalog_version, g.opened_at, g.ended_at, g.end_reason"
                    + " FROM grants g JOIN integration i ON i.client_id = g.client_id WHERE ";

    private final Jdbi jdbi;
    private final GrantEnding ending;
    private final AuditTrail audit;

    OperatedGrants(Jdbi jdbi, GrantEnding ending, AuditTrail audit) {
        this.jdbi = jdbi;
        this.ending = ending;
        this.audit = audit;
    }

    /** A page of standing grants in the order of their ids; {@code after} is the last of the page before. */
    List<OperatedGrant> page(GrantSelection which, @Nullable UUID after, int limit) {
        String rest = (after == null ? "" : " AND g.id > :after") + " ORDER BY g.id LIMIT :limit";
        return jdbi.withHandle(handle -> {
            var query = which.bind(handle.createQuery(SHOWN + which.condition() + rest));
            if (after != null) query.bind("after", after);
            return query.bind("limit", limit)
                    .map((row, context) -> OperatedGrant.read(row))
                    .list();
        });
    }

    /** A grant, standing or ended. */
    Optional<OperatedGrant> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(SHOWN + "g.id = :id")
                .bind("id", id)
                .map((row, context) -> OperatedGrant.read(row))
                .findOne());
    }

    /** How many stand. */
    long count(GrantSelection which) {
        return jdbi.withHandle(
                handle -> which.bind(handle.createQuery("SELECT count(*) FROM grants g WHERE " + which.condition()))
                        .mapTo(Long.class)
                        .one());
    }

    /**
     * Ends a grant.
     *
     * @param operator the subject of who asks
     * @param why in their words; null when they gave none
     * @return whether it still stood
     */
    boolean end(UUID id, String operator, @Nullable String why) {
        return jdbi.inTransaction(tx -> end(tx, id, operator, why));
    }

    /**
     * Ends some of the standing grants, each in a transaction of its own: of many none waits for the others.
     *
     * @param limit how many at most
     * @return how many ended
     */
    int end(GrantSelection which, int limit, String operator, @Nullable String why) {
        int ended = 0;
        for (OperatedGrant grant : page(which, null, limit)) {
            if (end(UUID.fromString(grant.id()), operator, why)) ended++;
        }
        return ended;
    }

    private boolean end(Handle tx, UUID id, String operator, @Nullable String why) {
        Optional<Grant> ended = ending.end(tx, id, Reason.ENDED_BY_OPERATOR);
        ended.ifPresent(grant -> {
            LOG.infof("operator %s ended grant %s", operator, id);
            audit.append(tx, entry(grant, operator, why));
        });
        return ended.isPresent();
    }

    /** Of the consent that the grant rests on, which goes on standing. */
    private static AuditEvent entry(Grant grant, String operator, @Nullable String why) {
        return new AuditEvent(
                "grant.ended",
                Actor.operator(operator),
                new Target(TargetKind.CONSENT, grant.consentId().toString()),
                grant.organization().orElse(null),
                AuditEvent.difference(grant.scopes(), List.of()),
                why);
    }
}
