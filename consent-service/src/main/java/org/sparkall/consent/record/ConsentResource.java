package org.sparkall.consent.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.Authenticated;
import io.quarkus.security.ForbiddenException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.CurrentCatalog;

/**
 * A person's consents, for that person; an administrator may name somebody of their organisation. What the caller may not see is not
 * found.
 */
@Path("/v1/consents")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {

    private final Consents consents;
    private final ConsentEndings endings;
    private final CurrentCatalog catalog;
    private final Caller caller;

    ConsentResource(Consents consents, ConsentEndings endings, CurrentCatalog catalog, Caller caller) {
        this.consents = consents;
        this.endings = endings;
        this.catalog = catalog;
        this.caller = caller;
    }

    /** A page of consents; {@code next} is the cursor of the following page. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            @JsonProperty List<ConsentView> items,
            @JsonProperty @Nullable String next) {}

    /** @param person whose; the caller's own when it is left out */
    @GET
    public Page list(
            @QueryParam("person") @Pattern(regexp = "[\\x21-\\x7e]{1,64}") @Nullable String person,
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        boolean own = person == null || person.equals(caller.subject());
        String organization = own ? null : caller.administeredOrganization().orElseThrow(ForbiddenException::new);
        List<ConsentView> items =
                consents.page(own ? caller.subject() : String.valueOf(person), organization, after, limit).stream()
                        .map(it -> ConsentView.of(it, catalog.get()))
                        .toList();
        return new Page(items, items.size() == limit ? items.getLast().id() : null);
    }

    @GET
    @Path("/{id}")
    public ConsentView read(@PathParam("id") UUID id) {
        return ConsentView.of(find(id), catalog.get());
    }

    /** Takes the consent back: the integration can do nothing for this person any more. */
    @DELETE
    @Path("/{id}")
    public void withdraw(@PathParam("id") UUID id) {
        Consent consent = find(id);
        endings.withdraw(consent.id(), caller.actor(consent));
    }

    /** Takes one scope back, such as an admin add-on. */
    @DELETE
    @Path("/{id}/scopes/{scope}")
    public void withdraw(@PathParam("id") UUID id, @PathParam("scope") String scope) {
        Consent consent = find(id);
        if (!consent.scopes().contains(scope)) throw new NotFoundException();
        endings.withdraw(consent.id(), scope, caller.actor(consent));
    }

    private Consent find(UUID id) {
        return consents.find(id).filter(caller::mayTouch).orElseThrow(NotFoundException::new);
    }
}
