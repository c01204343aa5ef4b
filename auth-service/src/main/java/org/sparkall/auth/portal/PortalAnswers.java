package org.sparkall.auth.portal;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.sparkall.auth.page.FlowTargets;
import org.sparkall.pages.FormTargets;
import org.sparkall.pages.PageAnswers;

/** Answers with the portal's pages. Their forms may lead to the sign-in and to the consent page, and nowhere else. */
@ApplicationScoped
class PortalAnswers {

    private final FlowTargets targets;
    private final Developer developer;

    PortalAnswers(FlowTargets targets, Developer developer) {
        this.targets = targets;
        this.developer = developer;
    }

    Response page(int status, TemplateInstance page) {
        String html = page.data("signOut", developer.formToken()).render();
        return PageAnswers.withScript(status, html, targets.get());
    }

    /** A page without a form, for somebody who is not signed in. */
    static Response open(TemplateInstance page) {
        String html = page.data("signOut", "").render();
        return PageAnswers.withScript(200, html, FormTargets.none());
    }

    Response notFound() {
        return page(
                404,
                Pages.message("No such integration", "It was deleted, or it belongs to another developer than you."));
    }

    /** Somebody else's form, or one from before the last sign-in; nothing was done. */
    Response foreignForm() {
        return page(
                400,
                Pages.message(
                        "This form has expired", "Nothing was changed. Go back, load the page again and repeat it."));
    }

    /** After a change the browser fetches a page anew, so that a reload changes nothing (303). */
    static Response see(String path) {
        return see(URI.create(path));
    }

    static Response see(URI address) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", address.toString())
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
