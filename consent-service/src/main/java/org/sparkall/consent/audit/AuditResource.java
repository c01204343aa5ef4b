package org.sparkall.consent.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.identity.OrganizationAdministrator;
import org.sparkall.problem.Problem;
import org.sparkall.problem.ProblemException;

/**
 * The audit trail. Whoever has the role {@value #AUDITOR} may read all of it, an administrator what was done in their organisation.
 */
@Path("/v1/audit-entries")
@RolesAllowed({AuditResource.AUDITOR, OrganizationAdministrator.ROLE})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    static final String AUDITOR = "auditor";

    private static final String NAME = "[\\x21-\\x7e]{1,256}";
    private static final String NAME_MESSAGE = "must be 1 to 256 visible ASCII characters";
    private static final String KIND = "integration|scope|feature|group|consent|key";

    private final AuditStore store;
    private final SecurityIdentity caller;

    AuditResource(AuditStore store, SecurityIdentity caller) {
        this.store = store;
        this.caller = caller;
    }

    /** A page of entries, the newest first; {@code next} is the cursor of the following page, if there may be one. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<AuditEntry> items, @Nullable Long next) {}

    /**
     * Finds entries; each parameter narrows the answer.
     *
     * @param actor the subject or client identifier of who did it
     * @param targetKind {@code integration}, {@code scope}, {@code feature}, {@code group}, {@code consent} or {@code key}
     * @param organization an organisation's alias; an administrator sees no other than theirs
     * @param since a time of RFC 3339, inclusive
     * @param until a time of RFC 3339, exclusive
     * @param before the cursor
     */
    @GET
    public Response find(
            @QueryParam("action") @Pattern(regexp = NAME, message = NAME_MESSAGE) @Nullable String action,
            @QueryParam("actor") @Pattern(regexp = NAME, message = NAME_MESSAGE) @Nullable String actor,
            @QueryParam("target_kind") @Pattern(regexp = KIND, message = "must be one of " + KIND) @Nullable
                    String targetKind,
            @QueryParam("target") @Pattern(regexp = NAME, message = NAME_MESSAGE) @Nullable String target,
            @QueryParam("organization") @Pattern(regexp = NAME, message = NAME_MESSAGE) @Nullable String organization,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("before") @DefaultValue("9223372036854775807") @Min(1) long before,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        List<AuditEntry> items = store.find(new AuditQuestion(
                action,
                actor,
                targetKind,
                target,
                visible(organization),
                time("since", since),
                time("until", until),
                before,
                limit));
        Long next = items.size() == limit ? items.getLast().position() : null;
        return Response.ok(new Page(items, next))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The organisation to whose entries the answer is confined; null when it is confined to none. */
    private @Nullable String visible(@Nullable String asked) {
        if (caller.hasRole(AUDITOR)) return asked;
        String own = OrganizationAdministrator.organization(caller).orElseThrow(ForbiddenException::new);
        if (asked != null && !asked.equals(own)) throw new ForbiddenException();
        return own;
    }

    private static @Nullable Instant time(String name, @Nullable String value) {
        if (value == null) return null;
        try {
            OffsetDateTime time = OffsetDateTime.parse(value);
            // RFC 3339 has years of four digits; the database ends somewhere beyond.
            if (time.getYear() >= 0 && time.getYear() <= 9999) return time.toInstant();
        } catch (DateTimeParseException e) {
            // Answered below.
        }
        throw new ProblemException(
                Problem.ofStatus(Response.Status.BAD_REQUEST, name + " must be a time such as 2026-01-31T12:00:00Z"));
    }
}
