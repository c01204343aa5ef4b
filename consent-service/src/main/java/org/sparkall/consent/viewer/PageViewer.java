package org.sparkall.consent.viewer;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.sparkall.pages.PageFrame;
import org.sparkall.pages.PageLanguage;

/** Who looks at a page, and in which language. */
@RequestScoped
public class PageViewer {

    private final SecurityIdentity identity;
    private final UriInfo uri;
    private final HttpHeaders headers;

    PageViewer(SecurityIdentity identity, @Context UriInfo uri, @Context HttpHeaders headers) {
        this.identity = identity;
        this.uri = uri;
        this.headers = headers;
    }

    /** The person's subject at Keycloak; null when nobody is signed in. */
    public @Nullable String subject() {
        return token() == null ? null : token().getSubject();
    }

    /** What the person is called; null when nobody knows. */
    public @Nullable String name() {
        JsonWebToken token = token();
        if (token == null) return null;
        return Stream.of("name", "preferred_username", "email")
                .map(claim -> token.getClaim(claim) instanceof String text ? text : "")
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    private @Nullable JsonWebToken token() {
        return identity.getPrincipal() instanceof JsonWebToken token ? token : null;
    }

    /**
     * The language for them.
     *
     * @param hint what an integration would have (OpenID Connect Core section 3.1.2.1); null for nothing
     */
    public PageLanguage language(@Nullable String hint) {
        String asked = asked();
        Cookie remembered = headers.getCookies().get(PageLanguage.COOKIE);
        String chosen = PageLanguage.byTag(asked).isPresent() || remembered == null ? asked : remembered.getValue();
        return PageLanguage.of(chosen, hint, headers.getAcceptableLanguages());
    }

    private @Nullable String asked() {
        return uri.getQueryParameters().getFirst(PageFrame.PARAMETER);
    }

    /** What is around a page for them. */
    public PageFrame frame(PageLanguage language) {
        return PageFrame.of(language, uri);
    }

    /** The answer, which remembers a language that they have just chosen. */
    public Response remember(Response answer) {
        return PageLanguage.byTag(asked())
                .map(it -> Response.fromResponse(answer)
                        .cookie(it.remembered("https".equals(uri.getBaseUri().getScheme())))
                        .build())
                .orElse(answer);
    }
}
