package org.sparkall.auth.portal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.integration.RegistrationOutcome;
import org.sparkall.auth.integration.RegistrationRequest;
import org.sparkall.auth.page.FormTokens;
import org.sparkall.auth.secret.Secret;
import org.sparkall.events.CurrentCatalog;

/** The form by which a developer registers and changes an integration. */
@Path("/integrations")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class IntegrationFormResource {

    private final IntegrationRegistry registry;
    private final OwnIntegrations own;
    private final Developer developer;
    private final FormJudge judge;
    private final CurrentCatalog catalog;
    private final ConsentPreview preview;
    private final PortalAnswers answers;

    IntegrationFormResource(
            IntegrationRegistry registry,
            OwnIntegrations own,
            Developer developer,
            FormJudge judge,
            CurrentCatalog catalog,
            ConsentPreview preview,
            PortalAnswers answers) {
        this.registry = registry;
        this.own = own;
        this.developer = developer;
        this.judge = judge;
        this.catalog = catalog;
        this.preview = preview;
        this.answers = answers;
    }

    @GET
    @Path("/new")
    @Consumes(MediaType.WILDCARD)
    public Response blank() {
        return form(200, Optional.empty(), IntegrationForm.blank(), FormProblems.none());
    }

    @GET
    @Path("/{id}/edit")
    @Consumes(MediaType.WILDCARD)
    public Response filled(@PathParam("id") String id) {
        return own.find(id)
                .map(it -> form(200, Optional.of(it), IntegrationForm.of(it), FormProblems.none()))
                .orElseGet(answers::notFound);
    }

    @POST
    public Response register(MultivaluedMap<String, String> fields) {
        return take(Optional.empty(), fields);
    }

    @POST
    @Path("/{id}/edit")
    public Response change(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        Optional<Integration> present = own.find(id);
        return present.isEmpty() ? answers.notFound() : take(present, fields);
    }

    /** The consent page of an integration as it is registered. */
    @POST
    @Path("/{id}/preview")
    public Response preview(@PathParam("id") String id, MultivaluedMap<String, String> fields) {
        Optional<Integration> present = own.find(id);
        if (present.isEmpty()) return answers.notFound();
        if (!developer.sent(fields.getFirst(FormTokens.FIELD))) return answers.foreignForm();
        IntegrationForm form = IntegrationForm.of(present.get());
        return preview(present, form, FormRequests.of(form));
    }

    /** Where somebody comes who had to sign in on the way to the form above. */
    @GET
    @Path("/{id}/preview")
    public Response beforePreview(@PathParam("id") String id) {
        return own.find(id)
                .map(it -> PortalAnswers.see("/integrations/" + it.id()))
                .orElseGet(answers::notFound);
    }

    private Response take(Optional<Integration> present, MultivaluedMap<String, String> fields) {
        if (!developer.sent(fields.getFirst(FormTokens.FIELD))) return answers.foreignForm();
        // The type is decided once, and no field of the form for a change.
        present.ifPresent(it -> fields.putSingle("client_type", it.type().wireName()));
        IntegrationForm form = IntegrationForm.of(fields);
        RegistrationRequest request = FormRequests.of(form);
        FormProblems problems = judge.judge(request);
        if (!problems.isEmpty()) return form(422, present, form, problems);
        if (fields.containsKey("preview")) return preview(present, form, request);
        RegistrationOutcome outcome = present.map(it -> registry.change(developer.id(), it.id(), request))
                .orElseGet(() -> registry.register(developer.id(), request));
        return switch (outcome) {
            case RegistrationOutcome.Done it -> done(it, present.isEmpty());
            case RegistrationOutcome.Refused it -> form(422, present, form, FormJudge.refused(it.violations()));
            case RegistrationOutcome.NotFound it -> answers.notFound();
        };
    }

    private Response preview(Optional<Integration> present, IntegrationForm form, RegistrationRequest request) {
        return preview.of(developer.id(), request)
                .map(PortalAnswers::see)
                .orElseGet(() -> form(
                        503,
                        present,
                        form,
                        new FormProblems(List.of(new FormProblems.Problem(
                                "scopes", "Preview", "The preview cannot be shown just now; try it again.")))));
    }

    /** A secret stands on the page that answers, and nowhere else: no address and no later page has it. */
    private Response done(RegistrationOutcome.Done done, boolean isNew) {
        String heading = isNew ? "Your integration is ready" : "Your integration has a secret now";
        return done.secret()
                .map(Secret::value)
                .map(it -> answers.page(200, Pages.secret(IntegrationCard.of(done.integration()), heading, it)))
                .orElseGet(() -> PortalAnswers.see(
                        "/integrations/" + done.integration().id() + "?done=" + (isNew ? "registered" : "changed")));
    }

    private Response form(int status, Optional<Integration> present, IntegrationForm form, FormProblems problems) {
        String path = present.map(it -> "/integrations/" + it.id()).orElse("/integrations");
        return answers.page(
                status,
                Pages.form(
                        present.map(it -> "Edit " + it.profile().name()).orElse("New integration"),
                        present.isPresent() ? path + "/edit" : path,
                        path,
                        present.isEmpty(),
                        form,
                        ScopePicker.of(catalog.get(), form),
                        problems,
                        developer.formToken()));
    }
}
