package org.sparkall.auth.portal;

import io.quarkus.qute.TemplateData;
import java.util.List;
import org.sparkall.auth.portal.IntegrationCard.Card;

/**
 * The page that shows the messages of a flow.
 *
 * @param request the authorization request, member by member
 * @param response what came back with the browser
 * @param code the code to redeem; empty when the answer was an error
 * @param explanation what an error means, in words; empty when all is well
 * @param assertion how an integration with a private key proves itself
 */
@TemplateData
public record TriedPage(
        Card card,
        String issuer,
        List<Parameter> request,
        List<Parameter> response,
        String code,
        String verifier,
        String redirectUri,
        String explanation,
        Snippet assertion) {

    /** A member of a message. */
    @TemplateData
    public record Parameter(String name, String value) {}
}
