package org.sparkall.auth.portal;

import io.quarkus.qute.TemplateData;
import org.sparkall.auth.portal.IntegrationCard.Card;

/**
 * The page that offers to run the flow.
 *
 * @param redirectUri the portal's own, where the browser comes back to
 * @param registered whether the integration registered it
 * @param scope what the integration may ask for at most
 * @param obstacle why the flow cannot be run by a page, or empty
 * @param assertion how an integration with a private key proves itself
 */
@TemplateData
public record TryPage(
        Card card, String redirectUri, boolean registered, String scope, String obstacle, Snippet assertion) {}
