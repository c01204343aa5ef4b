package org.sparkall.auth.portal;

import io.quarkus.qute.TemplateData;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.issuer.TokenSettings;

/**
 * A piece of code that a developer can copy, filled in with everything but the secret.
 *
 * @param id the id of its element
 */
@TemplateData
public record Snippet(String id, String title, String code) {

    /** The integration's own code: how it gets its tokens. */
    static List<Snippet> of(Integration it, TokenSettings tokens) {
        SnippetProof proof = SnippetProof.of(it);
        Stream<Snippet> assertion =
                proof == SnippetProof.PRIVATE_KEY ? Stream.of(ofAssertion(it, tokens)) : Stream.empty();
        return Stream.concat(
                        assertion,
                        Stream.of(
                                filled("curl", "curl", SnippetTexts.CURL.replace("PROOF", proof.curl), it, tokens),
                                filled(
                                        "javascript",
                                        "JavaScript (openid-client)",
                                        SnippetTexts.JAVASCRIPT
                                                .replace("KEY", proof.javascriptKey)
                                                .replace("PROOF", proof.javascript),
                                        it,
                                        tokens),
                                filled(
                                        "spring",
                                        "Spring Boot",
                                        SnippetTexts.SPRING.replace("PROOF", proof.spring),
                                        it,
                                        tokens),
                                filled(
                                        "quarkus",
                                        "Quarkus",
                                        SnippetTexts.QUARKUS.replace("PROOF", proof.quarkus),
                                        it,
                                        tokens)))
                .toList();
    }

    /** The configuration of an API that is called with its tokens. */
    static List<Snippet> ofApi(Integration it, TokenSettings tokens) {
        return List.of(
                filled("spring-api", "Spring Boot, as an API", SnippetTexts.SPRING_API, it, tokens),
                filled("quarkus-api", "Quarkus, as an API", SnippetTexts.QUARKUS_API, it, tokens));
    }

    /** How an integration with a private key signs an assertion. */
    static Snippet ofAssertion(Integration it, TokenSettings tokens) {
        return filled("assertion", "A signed assertion (Node.js)", SnippetTexts.ASSERTION, it, tokens);
    }

    private static Snippet filled(String id, String title, String text, Integration it, TokenSettings tokens) {
        List<URI> redirects = it.profile().redirectUris();
        List<String> scopes = it.profile().scopes();
        URI redirect = redirects.isEmpty() ? URI.create("https://example.com/callback") : redirects.getFirst();
        boolean isInsecure = "http".equals(tokens.issuer().getScheme());
        boolean identifies = scopes.contains("openid");
        // Redirect URIs may hold quotes of code; everything else has a shape that cannot.
        String code = text.replace("ISSUER", tokens.issuer().toString())
                .replace("AUDIENCE", tokens.audience())
                .replace("CLIENT_ID", it.clientId())
                .replace("SCOPES", String.join(" ", scopes))
                .replace("SCOPE_LIST", String.join(",", scopes))
                .replace("INSECURE", isInsecure ? SnippetTexts.ALLOW_HTTP : "")
                .replace("OPENID", String.valueOf(identifies))
                .replace("REDIRECT_PATH", redirect.getRawPath() == null ? "/" : redirect.getRawPath())
                .replace("REDIRECT_URI", redirect.toString().replace("'", "%27"));
        return new Snippet(id, title, code);
    }
}
