package org.sparkall.auth.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.auth.authorization.GrantFlow.SignedIn;
import org.sparkall.auth.consent.ConsentInquiry;
import org.sparkall.auth.integration.Integration;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;

/** Puts a grant flow into the words that consent-service understands. */
@ApplicationScoped
class ConsentInquiries {

    private final FlowAddresses addresses;
    private final CurrentCatalog catalog;

    ConsentInquiries(FlowAddresses addresses, CurrentCatalog catalog) {
        this.addresses = addresses;
        this.catalog = catalog;
    }

    /** @param preApproved whether the person's organisation agreed for its people */
    ConsentInquiry about(Integration integration, SignedIn flow, boolean preApproved) {
        Integration.Profile profile = integration.profile();
        Requested request = flow.request();
        return new ConsentInquiry(
                request.id(),
                flow.signIn().person(),
                flow.signIn().organizationAlias(),
                request.clientId(),
                new ConsentInquiry.IntegrationCard(
                        profile.name(),
                        profile.description(),
                        profile.logoUri().map(URI::toString).orElse(null),
                        profile.clientUri().map(URI::toString).orElse(null),
                        profile.policyUri().map(URI::toString).orElse(null),
                        profile.tosUri().map(URI::toString).orElse(null),
                        integration.publisher().map(Integration.Publisher::name).orElse(null)),
                destination(request),
                flow.grantable(),
                flow.held(),
                catalog.get().version(),
                addresses.resume(request).toString(),
                request.demand().askConsent(),
                request.includeGranted(),
                preApproved,
                request.demand().silent(),
                request.demand().uiLocales(),
                approvable(flow, catalog.get()));
    }

    /** What only an administrator of the person's organisation can grant. */
    static List<String> approvable(SignedIn flow, ScopeCatalog rules) {
        return rules.knownTexts(flow.request().scopes())
                .intersection(rules.addOns())
                .minus(rules.knownTexts(flow.held()))
                .wireNames();
    }

    private static @Nullable String destination(Requested request) {
        return switch (request.destination()) {
            case Destination.Redirect it -> it.redirectUri();
            case Destination.Device it -> null;
        };
    }
}
