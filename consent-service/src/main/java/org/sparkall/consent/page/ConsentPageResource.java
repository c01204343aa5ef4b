package org.sparkall.consent.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.request.Challenge;
import org.sparkall.consent.request.ChallengeSeal;
import org.sparkall.consent.request.ConsentRequests;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.pages.PageAnswers;
import org.sparkall.scope.ScopeCatalog;

/** The page on which a person says yes or no. Only the person whom the challenge is for can see or answer it. */
@Path("/consent")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class ConsentPageResource {

    private final ChallengeSeal seal;
    private final ConsentRequests requests;
    private final CurrentCatalog catalog;
    private final AnswerTargets targets;
    private final SecurityIdentity identity;

    ConsentPageResource(
            ChallengeSeal seal,
            ConsentRequests requests,
            CurrentCatalog catalog,
            AnswerTargets targets,
            SecurityIdentity identity) {
        this.seal = seal;
        this.requests = requests;
        this.catalog = catalog;
        this.targets = targets;
        this.identity = identity;
    }

    /** The pages. */
    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance consent(ConsentPage page, String challenge, boolean preview);
    }

    @GET
    public Response show(
            @QueryParam("challenge") @Nullable String sealed, @QueryParam("preview") @Nullable String preview) {
        if (preview != null) return preview(preview);
        Optional<Challenge> opened = seal.open(sealed);
        if (opened.isEmpty()) return expired();
        Challenge challenge = opened.get();
        if (!isFor(challenge)) return somebodyElse();
        if (requests.isAnswered(challenge)) return back(challenge);
        ScopeCatalog now = catalog.get();
        if (now.version() != challenge.catalogVersion()) return anew(challenge);
        String page = Templates.consent(ConsentPage.of(challenge, now), String.valueOf(sealed), false)
                .render();
        return PageAnswers.withForm(200, page, targets.of(challenge));
    }

    /** What people will see, for the developer who asked to see it; it holds nothing that could be answered. */
    private Response preview(String sealed) {
        Optional<Challenge> opened = seal.openPreview(sealed);
        if (opened.isEmpty()) return expired();
        if (!isFor(opened.get())) return somebodyElse();
        String page = Templates.consent(ConsentPage.of(opened.get(), catalog.get()), "", true)
                .render();
        return PageAnswers.of(200, page);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answer(
            @FormParam("challenge") @Nullable String sealed,
            @FormParam("decision") @Nullable String decision,
            @FormParam("scope") @Nullable List<String> ticked) {
        Optional<Challenge> opened = seal.open(sealed);
        if (opened.isEmpty()) return expired();
        Challenge challenge = opened.get();
        if (!isFor(challenge)) return somebodyElse();
        // What would be agreed to is not quite what the page showed.
        if (catalog.get().version() != challenge.catalogVersion()) return anew(challenge);
        switch (String.valueOf(decision)) {
            case "accept" -> requests.accept(challenge, ticked == null ? List.of() : ticked);
            case "decline" -> requests.decline(challenge);
            default -> {
                return PageAnswers.message(
                        400, "Your answer was not understood", "Go back and choose Accept or Decline.");
            }
        }
        return back(challenge);
    }

    private boolean isFor(Challenge challenge) {
        return identity.getPrincipal() instanceof JsonWebToken token
                && challenge.person().equals(token.getSubject());
    }

    /** auth-service fetches the answer itself; the browser only tells it which. */
    private static Response back(Challenge challenge) {
        String separator = challenge.returnUri().indexOf('?') < 0 ? "?" : "&";
        return to(challenge.returnUri() + separator + "consent_request=" + challenge.id());
    }

    /** The catalog has changed since the question was put: auth-service puts it again, in the terms of today. */
    private static Response anew(Challenge challenge) {
        return to(challenge.returnUri());
    }

    private static Response to(String address) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", address)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static Response expired() {
        return PageAnswers.message(
                400, "This question has expired", "Go back to the integration and start again. Nothing was granted.");
    }

    private static Response somebodyElse() {
        return PageAnswers.message(
                403,
                "This question is for somebody else",
                "You are signed in with another account than the one that was asked. Nothing was granted.");
    }
}
