package org.sparkall.policy.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;

/** The catalog as it is now, for everybody. The ETag is the version: nothing is sent twice to who has it (RFC 9110 section 13.1.2). */
@Path("/v1/scopes")
@Produces(MediaType.APPLICATION_JSON)
public class ScopeResource {

    private final CurrentCatalog catalog;

    ScopeResource(CurrentCatalog catalog) {
        this.catalog = catalog;
    }

    /** The scopes that were asked for, with the aggregates and features beside them. */
    public record Scopes(
            @JsonProperty int version,
            @JsonProperty List<CatalogDocument.AggregateItem> aggregates,
            @JsonProperty List<CatalogDocument.FeatureItem> features,
            @JsonProperty List<CatalogDocument.ScopeItem> scopes) {}

    /**
     * @param kind {@code user}, {@code admin} or {@code compliance}; all when it is left out
     * @param group a group of the catalog; all when it is left out
     */
    @GET
    public Response list(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("group") @Nullable String group,
            @Context Request request) {
        ScopeCatalog now = catalog.get();
        ScopeKind wanted = kind == null ? null : kind(kind);
        return unlessKnown(
                request,
                now,
                () -> new Scopes(
                        now.version(),
                        now.aggregates().stream().map(CatalogDocument::item).toList(),
                        now.features().stream().map(CatalogDocument::item).toList(),
                        now.scopes().stream()
                                .filter(it -> wanted == null || it.kind() == wanted)
                                .filter(it -> group == null || it.group().equals(group))
                                .map(CatalogDocument::item)
                                .toList()));
    }

    /** A scope or an aggregate. */
    @GET
    @Path("/{name}")
    public Response read(@PathParam("name") String name, @Context Request request) {
        ScopeCatalog now = catalog.get();
        if (!ScopeName.isScopeToken(name)) throw new NotFoundException();
        ScopeName parsed = new ScopeName(name);
        Object item = now.scope(parsed)
                .<Object>map((Scope it) -> CatalogDocument.item(it))
                .or(() -> now.aggregate(parsed).map(CatalogDocument::item))
                .orElseThrow(NotFoundException::new);
        return unlessKnown(request, now, () -> item);
    }

    private static Response unlessKnown(Request request, ScopeCatalog now, Supplier<Object> entity) {
        EntityTag tag = new EntityTag(Integer.toString(now.version()));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(entity.get()) : unchanged;
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }

    private static ScopeKind kind(String wireName) {
        try {
            return ScopeKind.ofWireName(wireName);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e);
        }
    }
}
