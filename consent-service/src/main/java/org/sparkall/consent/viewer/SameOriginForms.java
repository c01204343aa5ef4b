package org.sparkall.consent.viewer;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.sparkall.consent.request.ConsentSettings;
import org.sparkall.pages.PageAnswers;

/**
 * Refuses forms that a browser says stand on a page of another origin (Fetch Metadata, and the Origin header where that is all there is):
 * whatever cookies they bring, nobody meant them.
 */
@Provider
public class SameOriginForms implements ContainerRequestFilter {

    // Filters are made before the settings can be read.
    private final Instance<ConsentSettings> settings;

    SameOriginForms(Instance<ConsentSettings> settings) {
        this.settings = settings;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        MediaType type = request.getMediaType();
        boolean isForm = request.getMethod().equals("POST")
                && type != null
                && MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type);
        if (!isForm || isOwn(request)) return;
        request.abortWith(
                PageAnswers.message(403, "This form is not ours", "It was sent from another site. Nothing was done."));
    }

    private boolean isOwn(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) return site.equals("same-origin");
        String from = request.getHeaderString("Origin");
        // Our own pages send no referrer, and with it no origin.
        return from == null || from.equals("null") || from.equals(ownOrigin());
    }

    private String ownOrigin() {
        URI url = settings.get().publicUrl();
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
