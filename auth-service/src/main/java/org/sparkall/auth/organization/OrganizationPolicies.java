package org.sparkall.auth.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/** Whether the people of an organisation may use integrations that it says nothing of. */
@ApplicationScoped
class OrganizationPolicies {

    private final Jdbi jdbi;
    private final Clock clock = Clock.systemUTC();

    OrganizationPolicies(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whether only integrations that the organisation approved may be used; not so unless it said so. */
    boolean requiresApproval(String organization) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT approval_required FROM organization_policy WHERE organization = :organization")
                .bind("organization", organization)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    /** Decides it from now on; grants that stand go on standing. */
    void requireApproval(String organization, boolean required, String administrator) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO organization_policy (organization, approval_required, changed_by, changed_at)"
                                + " VALUES (:organization, :required, :by, :at) ON CONFLICT (organization) DO UPDATE SET"
                                + " approval_required = excluded.approval_required, changed_by = excluded.changed_by,"
                                + " changed_at = excluded.changed_at")
                .bind("organization", organization)
                .bind("required", required)
                .bind("by", administrator)
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute());
    }
}
