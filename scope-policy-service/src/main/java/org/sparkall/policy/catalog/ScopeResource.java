package org.sparkall.policy.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
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
import org.sparkall.catalog.CatalogTexts;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.policy.catalog.CatalogChange.Kind;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;

/**
 * The catalog as it is now, for everybody, in their language, and its scopes in an operator's hands. The ETag is the version, with the
 * language when it is not the catalog's own: nothing is sent twice to who has it (RFC 9110 section 13.1.2).
 */
@Path("/v1/scopes")
@Produces(MediaType.APPLICATION_JSON)
public class ScopeResource {

    private final CurrentCatalog catalog;
    private final CatalogOperator operator;

    ScopeResource(CurrentCatalog catalog, CatalogOperator operator) {
        this.catalog = catalog;
        this.operator = operator;
    }

    /** The scopes that were asked for, with the aggregates and features beside them. */
    public record Scopes(
            @JsonProperty int version,
            @JsonProperty List<CatalogDocument.AggregateItem> aggregates,
            @JsonProperty List<CatalogDocument.FeatureItem> features,
            @JsonProperty List<CatalogReading.ScopeView> scopes) {}

    /**
     * @param kind {@code user}, {@code admin} or {@code compliance}; all when it is left out
     * @param group a group of the catalog; all when it is left out
     */
    @GET
    public Response list(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("group") @Nullable String group,
            @Context Request request,
            @Context HttpHeaders headers) {
        ScopeCatalog now = catalog.get();
        CatalogReading reading = reading(headers);
        ScopeKind wanted = kind == null ? null : kind(kind);
        return unlessKnown(
                request,
                now,
                reading,
                () -> new Scopes(
                        now.version(),
                        now.aggregates().stream().map(reading::of).toList(),
                        now.features().stream().map(reading::of).toList(),
                        now.scopes().stream()
                                .filter(it -> wanted == null || it.kind() == wanted)
                                .filter(it -> group == null || it.group().equals(group))
                                .map(reading::of)
                                .toList()));
    }

    /** A scope or an aggregate. */
    @GET
    @Path("/{name}")
    public Response read(@PathParam("name") String name, @Context Request request, @Context HttpHeaders headers) {
        ScopeCatalog now = catalog.get();
        CatalogReading reading = reading(headers);
        if (!ScopeName.isScopeToken(name)) throw new NotFoundException();
        ScopeName parsed = new ScopeName(name);
        Object item = now.scope(parsed)
                .<Object>map(reading::of)
                .or(() -> now.aggregate(parsed).map(reading::of))
                .orElseThrow(NotFoundException::new);
        return unlessKnown(request, now, reading, () -> item);
    }

    /** Adds or changes a scope. */
    @PUT
    @Path("/{name}")
    @RolesAllowed(CatalogOperator.ROLE)
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("name") @Pattern(regexp = ChangeRequest.NAME) @Size(max = 128) String name,
            @QueryParam("dry_run") boolean dryRun,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull ChangeRequest.ScopeBody body) {
        return operator.carryOut(List.of(body.named(name)), ifMatch, dryRun);
    }

    /** Removes a scope; one that is in use must have been deprecated long enough. */
    @DELETE
    @Path("/{name}")
    @RolesAllowed(CatalogOperator.ROLE)
    @RunOnVirtualThread
    public Response remove(
            @PathParam("name") String name,
            @QueryParam("dry_run") boolean dryRun,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return operator.carryOut(List.of(new CatalogChange.Remove(Kind.SCOPE, name)), ifMatch, dryRun);
    }

    private CatalogReading reading(HttpHeaders headers) {
        CatalogTexts texts = catalog.texts();
        return new CatalogReading(texts, texts.answering(headers.getAcceptableLanguages()));
    }

    private static Response unlessKnown(
            Request request, ScopeCatalog now, CatalogReading reading, Supplier<Object> entity) {
        String version = Integer.toString(now.version());
        boolean own = reading.language().equals(CatalogTexts.OWN_LANGUAGE);
        EntityTag tag =
                new EntityTag(own ? version : version + "-" + reading.language().toLanguageTag());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(entity.get()) : unchanged;
        return answer.tag(tag)
                .language(reading.language())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    private static ScopeKind kind(String wireName) {
        try {
            return ScopeKind.ofWireName(wireName);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e);
        }
    }
}
