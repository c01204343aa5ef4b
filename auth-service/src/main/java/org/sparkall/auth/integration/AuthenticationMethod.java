package org.sparkall.auth.integration;

import java.util.Locale;

/** How an integration proves who it is at the token endpoint (RFC 7591 section 2, {@code token_endpoint_auth_method}). */
public enum AuthenticationMethod {
    /** A secret in the Authorization header. A client with a secret may send it either way. */
    CLIENT_SECRET_BASIC,
    /** A secret in the form. A client with a secret may send it either way. */
    CLIENT_SECRET_POST,
    /** A JWT that it signed (RFC 7523). */
    PRIVATE_KEY_JWT,
    /** Not at all: a public client. */
    NONE;

    /** The method as JSON carries it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it rests on a secret that this service made. */
    public boolean usesSecret() {
        return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST;
    }

    static AuthenticationMethod ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
