package org.sparkall.auth.portal;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sparkall.auth.consent.ConsentAnswer;
import org.sparkall.auth.consent.ConsentDesk;
import org.sparkall.auth.consent.ConsentInquiry;
import org.sparkall.auth.integration.RegistrationRequest;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;

/** The consent page that people will see, of an integration that need not be registered yet. */
@ApplicationScoped
class ConsentPreview {

    private final ConsentDesk consents;
    private final CurrentCatalog catalog;
    private final TokenSettings tokens;

    ConsentPreview(ConsentDesk consents, CurrentCatalog catalog, TokenSettings tokens) {
        this.consents = consents;
        this.catalog = catalog;
        this.tokens = tokens;
    }

    /**
     * The page's address, when consent-service is there.
     *
     * @param developer the only one who can open it
     */
    Optional<URI> of(String developer, RegistrationRequest request) {
        ScopeCatalog rules = catalog.get();
        List<String> redirects = request.redirectUris() == null ? List.of() : request.redirectUris();
        ConsentInquiry inquiry = new ConsentInquiry(
                UUID.randomUUID().toString(),
                developer,
                null,
                "preview",
                new ConsentInquiry.IntegrationCard(
                        request.name(),
                        request.description() == null ? "" : request.description(),
                        request.logoUri(),
                        request.clientUri(),
                        request.policyUri(),
                        request.tosUri(),
                        null),
                redirects.isEmpty() ? null : redirects.getFirst(),
                rules.knownTexts(request.scopes()).wireNames(),
                // The page for somebody who holds everything that is asked for.
                rules.concrete(rules.knownTexts(request.scopes())).wireNames(),
                rules.version(),
                tokens.issuer() + "/integrations",
                true,
                null,
                false,
                false,
                null,
                List.of());
        return consents.preview(inquiry) instanceof ConsentAnswer.Pending it
                ? Optional.of(it.page())
                : Optional.empty();
    }
}
