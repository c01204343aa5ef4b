package org.sparkall.auth.authorization;

import java.net.URI;

/** What the authorization endpoint answers a browser. */
public sealed interface AuthorizationAnswer {

    /** Go there: to the integration, to the sign-in or to the consent page. */
    record Redirect(URI target) implements AuthorizationAnswer {}

    /**
     * A page that says what is wrong; nobody can be trusted with a redirect.
     *
     * @param status the HTTP status, 4xx or 503
     */
    record Page(int status, String title, String explanation) implements AuthorizationAnswer {}
}
