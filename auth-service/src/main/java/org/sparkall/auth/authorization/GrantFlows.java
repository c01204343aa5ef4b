package org.sparkall.auth.authorization;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.authorization.GrantFlow.Agreed;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.auth.authorization.GrantFlow.SignedIn;
import org.sparkall.auth.consent.ConsentAnswer;
import org.sparkall.auth.consent.ConsentDesk;
import org.sparkall.auth.consent.ConsentInquiry;
import org.sparkall.auth.grant.Codes;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.secret.Secret;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/** Leads a signed-in person's grant flow to its end: a code, an error, or the consent page first. */
@ApplicationScoped
class GrantFlows {

    private final FlowSeal seal;
    private final AuthorizationRequests requests;
    private final IntegrationRegistry registry;
    private final CurrentCatalog catalog;
    private final SignedInPerson person;
    private final ConsentDesk consents;
    private final Codes codes;
    private final IntegrationRedirects redirects;
    private final MeterRegistry metrics;

    GrantFlows(
            FlowSeal seal,
            AuthorizationRequests requests,
            IntegrationRegistry registry,
            CurrentCatalog catalog,
            SignedInPerson person,
            ConsentDesk consents,
            Codes codes,
            IntegrationRedirects redirects,
            MeterRegistry metrics) {
        this.seal = seal;
        this.requests = requests;
        this.registry = registry;
        this.catalog = catalog;
        this.person = person;
        this.consents = consents;
        this.codes = codes;
        this.redirects = redirects;
        this.metrics = metrics;
    }

    /**
     * Goes on with a flow.
     *
     * @param sealedFlow the flow as the browser carried it
     * @param consentRequest the consent request that the person has just answered, null when they have not been asked
     */
    AuthorizationAnswer resume(String sealedFlow, @Nullable String consentRequest) {
        Optional<Requested> opened = seal.open(sealedFlow);
        if (opened.isEmpty()) {
            return new AuthorizationAnswer.Page(
                    400, "This sign-in has expired", "Go back to the integration and start again.");
        }
        Requested request = opened.get();
        // The registration may have changed since the request came in.
        Optional<Integration> integration = registry.byClientId(request.clientId())
                .filter(it -> it.isEnabled() && it.redirectsTo(request.redirectUri()));
        if (integration.isEmpty()) {
            return new AuthorizationAnswer.Page(
                    400, "Unknown integration", "The integration is not registered here any more.");
        }
        return resume(integration.get(), request, consentRequest);
    }

    private AuthorizationAnswer resume(Integration integration, Requested request, @Nullable String consentRequest) {
        SignedIn flow = signedIn(request);
        if (flow.grantable().isEmpty()) {
            return refuse(
                    request,
                    OAuth2Error.ACCESS_DENIED.setDescription("The person cannot grant any of the requested scopes."));
        }
        ConsentInquiry inquiry = inquiry(integration, flow);
        ConsentAnswer answer =
                consentRequest == null ? consents.ask(inquiry) : consents.outcome(consentRequest, inquiry);
        return switch (answer) {
            case ConsentAnswer.Granted it -> finish(flow.agreed(it.consent()));
            case ConsentAnswer.Pending it -> new AuthorizationAnswer.Redirect(it.page());
            case ConsentAnswer.Declined it ->
                refuse(request, OAuth2Error.ACCESS_DENIED.setDescription("The person declined."));
            case ConsentAnswer.Unanswered it ->
                new AuthorizationAnswer.Page(
                        400, "This request does not fit", "Go back to the integration and start again.");
            case ConsentAnswer.Unavailable it ->
                refuse(
                        request,
                        OAuth2Error.TEMPORARILY_UNAVAILABLE.setDescription("Consent cannot be asked for just now."));
        };
    }

    private SignedIn signedIn(Requested request) {
        ScopeCatalog rules = catalog.get();
        // A role named like an aggregate only bundles the scope roles beside it.
        ScopeSet held = rules.concrete(rules.knownTexts(person.roles())).intersection(rules.knownTexts(person.roles()));
        ScopeSet grantable = new GrantRules(rules).grantable(rules.knownTexts(request.scopes()), held);
        return request.signedIn(person.subject(), person.organization(), grantable.wireNames(), held.wireNames());
    }

    private ConsentInquiry inquiry(Integration integration, SignedIn flow) {
        Integration.Profile profile = integration.profile();
        Requested request = flow.request();
        return new ConsentInquiry(
                request.id(),
                flow.person(),
                flow.organization().orElse(null),
                request.clientId(),
                new ConsentInquiry.IntegrationCard(
                        profile.name(),
                        profile.description(),
                        profile.logoUri().map(URI::toString).orElse(null)),
                request.redirectUri(),
                flow.grantable(),
                flow.held(),
                catalog.get().version(),
                requests.resumeAt(request).toString());
    }

    private AuthorizationAnswer finish(Agreed flow) {
        Optional<Secret> code = codes.issue(flow.code());
        Requested request = flow.signedIn().request();
        if (code.isEmpty()) {
            return new AuthorizationAnswer.Page(
                    400, "Already done", "This request has been answered. Go back to the integration.");
        }
        metrics.counter("sparkall.authorizations", "outcome", "granted").increment();
        return redirects.success(flow.redirectUri(), request.state(), code.get());
    }

    private AuthorizationAnswer refuse(Requested request, ErrorObject error) {
        metrics.counter("sparkall.authorizations", "outcome", error.getCode()).increment();
        return redirects.error(request.redirectUri(), request.state(), error);
    }
}
