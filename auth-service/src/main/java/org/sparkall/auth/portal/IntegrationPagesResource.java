package org.sparkall.auth.portal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.integration.RegistrationOutcome;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.page.FormTokens;
import org.sparkall.auth.secret.Secret;
import org.sparkall.events.CurrentCatalog;

/** A developer's integrations: the list, each one, its secret and its end. */
@Path("/integrations")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class IntegrationPagesResource {

    private static final int A_PAGE = 50;

    private final IntegrationRegistry registry;
    private final OwnIntegrations own;
    private final Developer developer;
    private final CurrentCatalog catalog;
    private final TokenSettings tokens;
    private final PortalAnswers answers;

    IntegrationPagesResource(
            IntegrationRegistry registry,
            OwnIntegrations own,
            Developer developer,
            CurrentCatalog catalog,
            TokenSettings tokens,
            PortalAnswers answers) {
        this.registry = registry;
        this.own = own;
        this.developer = developer;
        this.catalog = catalog;
        this.tokens = tokens;
        this.answers = answers;
    }

    @GET
    public Response list(@QueryParam("after") @Nullable String after, @QueryParam("done") @Nullable String done) {
        @Nullable
        UUID cursor = after == null ? null : OwnIntegrations.uuid(after).orElse(null);
        List<Integration> page = registry.page(developer.id(), cursor, A_PAGE);
        String next = page.size() == A_PAGE ? page.getLast().id().toString() : "";
        return answers.page(
                200, Pages.list(page.stream().map(IntegrationCard::of).toList(), next, notice(done)));
    }

    @GET
    @Path("/{id}")
    public Response detail(@PathParam("id") String id, @QueryParam("done") @Nullable String done) {
        return own.find(id)
                .map(it -> answers.page(
                        200,
                        Pages.detail(
                                IntegrationCard.of(it),
                                IntegrationCard.permissions(it, catalog.get()),
                                Snippet.of(it, tokens),
                                Snippet.ofApi(it, tokens),
                                notice(done),
                                developer.formToken())))
                .orElseGet(answers::notFound);
    }

    /** What was just done, in words; what stands in the address is never repeated. */
    private static String notice(@Nullable String done) {
        return switch (String.valueOf(done)) {
            case "registered" -> "The integration is registered.";
            case "changed" -> "Your changes are saved.";
            case "deleted" -> "The integration is deleted.";
            default -> "";
        };
    }

    @GET
    @Path("/{id}/secret")
    public Response askForSecret(@PathParam("id") String id) {
        return own.find(id)
                .filter(it -> it.settings().authentication().usesSecret())
                .map(it -> confirm(
                        it,
                        "Make a new secret for " + it.profile().name() + "?",
                        List.of(
                                "The present secret stops working at once, wherever it is in use.",
                                "The new one is shown to you once.",
                                "Grants that people gave stay as they are."),
                        "secret",
                        "Make a new secret",
                        false))
                .orElseGet(answers::notFound);
    }

    @POST
    @Path("/{id}/secret")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response makeSecret(@PathParam("id") String id, @FormParam(FormTokens.FIELD) @Nullable String formToken) {
        if (!developer.sent(formToken)) return answers.foreignForm();
        return own.find(id)
                .filter(it -> it.settings().authentication().usesSecret())
                .map(it -> registry.rotateSecret(developer.id(), it.id()))
                .map(this::newSecret)
                .orElseGet(answers::notFound);
    }

    private Response newSecret(RegistrationOutcome outcome) {
        return outcome instanceof RegistrationOutcome.Done done
                ? answers.page(
                        200,
                        Pages.secret(
                                IntegrationCard.of(done.integration()),
                                "The new secret",
                                done.secret().map(Secret::value).orElse("")))
                : answers.notFound();
    }

    @GET
    @Path("/{id}/delete")
    public Response askToDelete(@PathParam("id") String id) {
        return own.find(id)
                .map(it -> confirm(
                        it,
                        "Delete " + it.profile().name() + "?",
                        List.of(
                                "Every grant that people gave it ends at once; its tokens stop working.",
                                "Its client ID is never used again.",
                                "This cannot be undone."),
                        "delete",
                        "Delete it",
                        true))
                .orElseGet(answers::notFound);
    }

    @POST
    @Path("/{id}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response delete(@PathParam("id") String id, @FormParam(FormTokens.FIELD) @Nullable String formToken) {
        if (!developer.sent(formToken)) return answers.foreignForm();
        return own.find(id)
                .filter(it -> registry.delete(developer.id(), it.id()))
                .map(it -> PortalAnswers.see("/integrations?done=deleted"))
                .orElseGet(answers::notFound);
    }

    private Response confirm(
            Integration it, String heading, List<String> consequences, String action, String button, boolean isGrave) {
        return answers.page(
                200,
                Pages.confirm(
                        IntegrationCard.of(it), heading, consequences, action, button, isGrave, developer.formToken()));
    }
}
