package org.sparkall.policy.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.sparkall.events.AuditEvent;
import org.sparkall.events.AuditEvent.Actor;
import org.sparkall.events.AuditEvent.Target;
import org.sparkall.events.AuditEvent.TargetKind;
import org.sparkall.events.AuditTrail;

/** Says who changed what in the catalog. What it was before and is now, the versions tell. */
@ApplicationScoped
class CatalogAudit {

    private final AuditTrail trail;

    CatalogAudit(AuditTrail trail) {
        this.trail = trail;
    }

    void changed(Handle tx, CatalogChanges.Order order, int version) {
        for (CatalogChange change : order.changes()) {
            trail.append(
                    tx,
                    new AuditEvent(
                            action(change),
                            Actor.operator(order.author()),
                            target(change),
                            List.of("catalog_version " + version)));
        }
    }

    private static String action(CatalogChange change) {
        return switch (change) {
            case CatalogChange.Remove it -> "catalog.removed";
            case CatalogChange.PutScope it -> it.deprecated() ? "catalog.deprecated" : "catalog.put";
            case CatalogChange.PutAggregate it -> "catalog.put";
            case CatalogChange.PutFeature it -> "catalog.put";
            case CatalogChange.PutGroup it -> "catalog.put";
        };
    }

    private static Target target(CatalogChange change) {
        TargetKind kind = switch (change) {
            case CatalogChange.PutScope it -> TargetKind.SCOPE;
            case CatalogChange.PutAggregate it -> TargetKind.SCOPE;
            case CatalogChange.PutFeature it -> TargetKind.FEATURE;
            case CatalogChange.PutGroup it -> TargetKind.GROUP;
            case CatalogChange.Remove it ->
                it.kind() == CatalogChange.Kind.FEATURE ? TargetKind.FEATURE : TargetKind.SCOPE;
        };
        return new Target(kind, change.name());
    }
}
