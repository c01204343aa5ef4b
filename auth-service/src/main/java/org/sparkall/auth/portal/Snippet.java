package org.sparkall.auth.portal;

import io.quarkus.qute.TemplateData;
import java.net.URI;
import java.util.List;
import org.sparkall.auth.integration.Integration;

/**
 * A piece of code that a developer can copy, filled in with everything but the secret.
 *
 * @param id the id of its element
 */
@TemplateData
public record Snippet(String id, String title, String code) {

    static List<Snippet> of(Integration it, URI issuer) {
        boolean isPublic = it.type().wireName().equals("public");
        return List.of(
                filled("curl", "curl", isPublic ? SnippetTexts.CURL_PUBLIC : SnippetTexts.CURL, it, issuer),
                filled(
                        "javascript",
                        "JavaScript (openid-client)",
                        isPublic ? SnippetTexts.JAVASCRIPT_PUBLIC : SnippetTexts.JAVASCRIPT,
                        it,
                        issuer),
                filled(
                        "spring",
                        "Spring Boot",
                        isPublic ? SnippetTexts.SPRING_PUBLIC : SnippetTexts.SPRING,
                        it,
                        issuer),
                filled(
                        "quarkus",
                        "Quarkus",
                        isPublic ? SnippetTexts.QUARKUS_PUBLIC : SnippetTexts.QUARKUS,
                        it,
                        issuer));
    }

    private static Snippet filled(String id, String title, String text, Integration it, URI issuer) {
        List<URI> redirects = it.profile().redirectUris();
        List<String> scopes = it.profile().scopes();
        URI redirect = redirects.isEmpty() ? URI.create("https://example.com/callback") : redirects.getFirst();
        boolean isInsecure = "http".equals(issuer.getScheme());
        boolean identifies = scopes.contains("openid");
        // Redirect URIs may hold quotes of code; everything else has a shape that cannot.
        String code = text.replace("ISSUER", issuer.toString())
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
