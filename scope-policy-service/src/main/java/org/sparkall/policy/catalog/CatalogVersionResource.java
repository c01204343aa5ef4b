package org.sparkall.policy.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.policy.catalog.CatalogVersions.PublishedVersion;

/** The history of the catalog: who published what, when, and what it changed. */
@Path("/v1/catalog/versions")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class CatalogVersionResource {

    private static final CatalogDocument NOTHING =
            new CatalogDocument(0, List.of(), List.of(), List.of(), List.of(), Map.of());

    private final CatalogVersions versions;
    private final CatalogOperator operator;

    CatalogVersionResource(CatalogVersions versions, CatalogOperator operator) {
        this.versions = versions;
        this.operator = operator;
    }

    /**
     * A version in a list.
     *
     * @param author the subject of the operator who published it; null for a caller who is no operator
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(SnakeCaseStrategy.class)
    public record Summary(int version, @Nullable String author, Instant publishedAt) {}

    /** A page of versions; {@code next} is the cursor of the following page. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(SnakeCaseStrategy.class)
    public record Page(List<Summary> items, @Nullable Integer next) {}

    /**
     * A version with its content and what it changed.
     *
     * @param author as in {@link Summary}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(SnakeCaseStrategy.class)
    public record Version(
            int version,
            @Nullable String author,
            Instant publishedAt,
            CatalogDifference difference,
            CatalogDocument catalog) {}

    @GET
    public Page list(
            @QueryParam("before") @Nullable @Min(1) Integer before,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        List<Summary> items = versions.page(before == null ? Integer.MAX_VALUE : before, limit).stream()
                .map(it -> new Summary(it.version(), author(it.author()), it.publishedAt()))
                .toList();
        return new Page(items, items.size() == limit ? items.getLast().version() : null);
    }

    /** @param since the version to compare with; the one before when it is left out */
    @GET
    @Path("/{version}")
    public Version read(@PathParam("version") int version, @QueryParam("since") @Nullable @Min(1) Integer since) {
        PublishedVersion it = versions.find(version).orElseThrow(NotFoundException::new);
        CatalogDocument before = since == null
                ? versions.before(version).map(PublishedVersion::document).orElse(NOTHING)
                : versions.find(since).orElseThrow(NotFoundException::new).document();
        return new Version(
                it.version(),
                author(it.author()),
                it.publishedAt(),
                CatalogDifference.between(before, it.document()),
                it.document());
    }

    private @Nullable String author(String subject) {
        return operator.isCaller() ? subject : null;
    }

    /** Makes several changes as one version. */
    @POST
    @RolesAllowed(CatalogOperator.ROLE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(
            @QueryParam("dry_run") boolean dryRun,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull ChangeRequest.Batch batch) {
        List<CatalogChange> changes =
                batch.changes().stream().map(ChangeRequest.Item::change).toList();
        return operator.carryOut(changes, ifMatch, dryRun);
    }
}
