package org.sparkall.auth.portal;

import org.sparkall.auth.integration.Integration;

/** How a snippet proves whose code it is, in the words of each tool. Secrets and keys come from outside, never from the code. */
enum SnippetProof {
    /** A secret, which the tools send in the header. */
    SECRET(
            "-u \"CLIENT_ID:$CLIENT_SECRET\"",
            "",
            "process.env.CLIENT_SECRET, undefined",
            "client-secret: ${CLIENT_SECRET}",
            "quarkus.oidc.credentials.secret=${CLIENT_SECRET}\n"),
    /** A JWT that the integration signs (RFC 7523). */
    PRIVATE_KEY("""
            -d client_id=CLIENT_ID -d client_assertion="$ASSERTION" \\
              -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer""", """

            // The private key of the public one that is registered: a JWK for ES256.
            const jwk = JSON.parse(process.env.PRIVATE_JWK)
            const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])""", "undefined, client.PrivateKeyJwt({ key, kid: jwk.kid })", """
            # With a NimbusJwtClientAuthenticationParametersConverter that knows the private key.
                        client-authentication-method: private_key_jwt""", """
            quarkus.oidc.credentials.jwt.key-file=private-key.pem
            quarkus.oidc.credentials.jwt.signature-algorithm=ES256
            """),
    /** Nothing: a public client. */
    NONE("-d client_id=CLIENT_ID", "", "undefined, client.None()", "client-authentication-method: none", "");

    final String curl;
    final String javascriptKey;
    final String javascript;
    final String spring;
    final String quarkus;

    SnippetProof(String curl, String javascriptKey, String javascript, String spring, String quarkus) {
        this.curl = curl;
        this.javascriptKey = javascriptKey;
        this.javascript = javascript;
        this.spring = spring;
        this.quarkus = quarkus;
    }

    static SnippetProof of(Integration it) {
        if (it.settings().authentication().usesSecret()) return SECRET;
        return switch (it.settings().authentication()) {
            case PRIVATE_KEY_JWT -> PRIVATE_KEY;
            default -> NONE;
        };
    }
}
