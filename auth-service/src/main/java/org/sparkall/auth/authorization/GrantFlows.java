package org.sparkall.auth.authorization;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.openid.connect.sdk.OIDCError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.auth.authorization.GrantFlow.SignedIn;
import org.sparkall.auth.consent.ConsentAnswer;
import org.sparkall.auth.consent.ConsentDesk;
import org.sparkall.auth.consent.ConsentInquiry;
import org.sparkall.auth.grant.SignIn;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.organization.OrganizationStandings;
import org.sparkall.auth.organization.Standing;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeSet;
import org.sparkall.telemetry.GrantTraces;

/** Leads a signed-in person's grant flow to its end: granted, refused, or the sign-in or consent page first. */
@ApplicationScoped
class GrantFlows {

    private static final Duration UNTIL_KEYCLOAK_FOLLOWS = Duration.ofSeconds(30);
    /** Keycloak is not asked again at once: a browser follows only so many redirects. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);

    private final FlowSeal seal;
    private final FlowAddresses addresses;
    private final IntegrationRegistry registry;
    private final CurrentCatalog catalog;
    private final SignedInPerson person;
    private final OrganizationStandings organizations;
    private final ConsentInquiries inquiries;
    private final ConsentDesk consents;
    private final FlowEndings endings;
    private final GrantActions actions;
    private final GrantTraces traces;
    private final Clock clock = Clock.systemUTC();

    GrantFlows(
            FlowSeal seal,
            FlowAddresses addresses,
            IntegrationRegistry registry,
            CurrentCatalog catalog,
            SignedInPerson person,
            OrganizationStandings organizations,
            ConsentInquiries inquiries,
            ConsentDesk consents,
            FlowEndings endings,
            GrantActions actions,
            GrantTraces traces) {
        this.seal = seal;
        this.addresses = addresses;
        this.registry = registry;
        this.catalog = catalog;
        this.person = person;
        this.organizations = organizations;
        this.inquiries = inquiries;
        this.consents = consents;
        this.endings = endings;
        this.actions = actions;
        this.traces = traces;
    }

    /**
     * Goes on with a flow.
     *
     * @param sealedFlow the flow as the browser carried it
     * @param consentRequest the consent request that the person has just answered, null when they have not been asked
     */
    AuthorizationAnswer resume(String sealedFlow, @Nullable String consentRequest) {
        Optional<Requested> opened = seal.open(sealedFlow);
        if (opened.isEmpty()) return expired();
        return traces.step("grant resume", opened.get().trace(), () -> resume(opened.get(), consentRequest));
    }

    private AuthorizationAnswer resume(Requested request, @Nullable String consentRequest) {
        // The registration may have changed since the request came in.
        Optional<Integration> integration = registry.byClientId(request.clientId())
                .filter(it -> it.isEnabled() && mayReceive(it, request.destination()));
        if (integration.isEmpty()) {
            return new AuthorizationAnswer.Page(
                    400, "Unknown integration", "The integration is not registered here any more.");
        }
        SignIn signIn = person.signIn();
        if (isAnothersDevice(request, signIn)) {
            return new AuthorizationAnswer.Page(
                    400,
                    "This is not your device",
                    "Somebody else entered its code. If it is yours, enter the code again.");
        }
        if (!isMet(request, signIn)) return signInAgain(request, signIn);
        Optional<ErrorObject> notTheirs = actions.refusal(request, signIn.person());
        if (notTheirs.isPresent()) return endings.refused(request, notTheirs.get());
        SignedIn flow = signedIn(request, signIn);
        if (mayHoldMoreByNow(flow)) {
            person.forget();
            return new AuthorizationAnswer.Redirect(addresses.resume(request));
        }
        return resume(integration.get(), flow, consentRequest);
    }

    /**
     * Whether to ask Keycloak again, which needs no page, what they hold: it is not all that the request's aggregates cover, but the
     * catalog may have grown since they signed in.
     */
    private boolean mayHoldMoreByNow(SignedIn flow) {
        ScopeCatalog rules = catalog.get();
        boolean complete = new GrantRules(rules)
                .isComplete(rules.knownTexts(flow.request().scopes()), rules.knownTexts(flow.held()));
        return !complete && !flow.request().demand().silent() && isOvertaken(person.toldAt());
    }

    /** Whether the catalog has changed since, or so shortly before that Keycloak may not have followed it then. */
    private boolean isOvertaken(Instant toldAt) {
        Instant now = clock.instant();
        Instant published = catalog.publishedAt();
        // A token's time has whole seconds.
        boolean before = !toldAt.isAfter(published.truncatedTo(ChronoUnit.SECONDS))
                && now.isAfter(published.plus(Duration.ofSeconds(1)));
        boolean tooEarly = toldAt.isBefore(published.plus(UNTIL_KEYCLOAK_FOLLOWS))
                && toldAt.isBefore(now.minus(BETWEEN_QUESTIONS));
        return before || tooEarly;
    }

    /**
     * Ends a flow whose person did not sign in at Keycloak (OpenID Connect Core section 3.1.2.6).
     *
     * @param sealedFlow the flow as the browser carried it
     * @param error what Keycloak said
     */
    AuthorizationAnswer notSignedIn(String sealedFlow, String error) {
        return seal.open(sealedFlow)
                .map(request -> endings.refused(
                        request,
                        request.demand().silent()
                                ? OIDCError.LOGIN_REQUIRED
                                : OAuth2Error.ACCESS_DENIED.setDescription(
                                        error.equals("temporarily_unavailable")
                                                ? "Signing in is not possible just now."
                                                : "The person did not sign in.")))
                .orElseGet(GrantFlows::expired);
    }

    private static AuthorizationAnswer expired() {
        return new AuthorizationAnswer.Page(
                400, "This sign-in has expired", "Go back to the integration and start again.");
    }

    private static boolean mayReceive(Integration integration, Destination destination) {
        return switch (destination) {
            case Destination.Redirect it -> integration.redirectsTo(it.redirectUri());
            case Destination.Device it -> true;
        };
    }

    /** Whether somebody was led here on whom the device was not confirmed: the address is in the hands of who did that (RFC 8628 section 5.4). */
    private static boolean isAnothersDevice(Requested request, SignIn signIn) {
        return request.destination() instanceof Destination.Device device
                && !signIn.person().equals(device.person());
    }

    private boolean isMet(Requested request, SignIn signIn) {
        Instant before = request.signedInBefore();
        // Whoever was sent to sign in anew must come back with another sign-in: the address of Keycloak is in their
        // hands.
        return before == null
                ? request.demand().isMetBy(signIn.authenticatedAt(), clock.instant())
                : signIn.authenticatedAt().isAfter(before);
    }

    private AuthorizationAnswer signInAgain(Requested request, SignIn signIn) {
        if (request.demand().silent() || request.signedInBefore() != null) {
            return endings.refused(request, OIDCError.LOGIN_REQUIRED);
        }
        person.forget();
        return new AuthorizationAnswer.Redirect(addresses.resume(request.again(signIn.authenticatedAt())));
    }

    private AuthorizationAnswer resume(Integration integration, SignedIn flow, @Nullable String consentRequest) {
        Requested request = flow.request();
        if (flow.grantable().isEmpty() && !mayBeApproved(flow)) {
            return endings.refused(
                    request,
                    OAuth2Error.ACCESS_DENIED.setDescription("The person cannot grant any of the requested scopes."));
        }
        Standing standing = organizations.of(flow.signIn(), integration.clientId());
        Optional<String> refusal = OrganizationStandings.refusal(standing);
        if (refusal.isPresent()) {
            return endings.refused(request, OAuth2Error.ACCESS_DENIED.setDescription(refusal.get()));
        }
        ConsentInquiry inquiry = inquiries.about(integration, flow, standing == Standing.PRE_APPROVED);
        ConsentAnswer answer =
                consentRequest == null ? consents.ask(inquiry) : consents.outcome(consentRequest, inquiry);
        return switch (answer) {
            case ConsentAnswer.Granted it -> endings.granted(flow.agreed(it.consent(), catalog.get()));
            case ConsentAnswer.Pending it -> ask(request, it);
            case ConsentAnswer.Declined it ->
                endings.refused(request, OAuth2Error.ACCESS_DENIED.setDescription("The person declined."));
            case ConsentAnswer.Unanswered it ->
                new AuthorizationAnswer.Page(
                        400, "This request does not fit", "Go back to the integration and start again.");
            case ConsentAnswer.Unavailable it ->
                endings.refused(
                        request,
                        OAuth2Error.TEMPORARILY_UNAVAILABLE.setDescription("Consent cannot be asked for just now."));
        };
    }

    /** Whether administrators could grant what the person cannot, or have done so. */
    private boolean mayBeApproved(SignedIn flow) {
        return flow.signIn().organizationAlias() != null
                && !ConsentInquiries.approvable(flow, catalog.get()).isEmpty();
    }

    private AuthorizationAnswer ask(Requested request, ConsentAnswer.Pending pending) {
        return request.demand().silent()
                ? endings.refused(request, OIDCError.CONSENT_REQUIRED)
                : new AuthorizationAnswer.Redirect(pending.page());
    }

    private SignedIn signedIn(Requested request, SignIn signIn) {
        ScopeCatalog rules = catalog.get();
        ScopeSet roles = rules.knownTexts(person.roles());
        // A role named like an aggregate only bundles the scope roles beside it; everybody can say who they are.
        ScopeSet held = rules.concrete(roles).intersection(roles).union(rules.ofKind(ScopeKind.IDENTITY));
        ScopeSet grantable = new GrantRules(rules).grantable(rules.knownTexts(request.scopes()), held);
        return request.signedIn(signIn, grantable.wireNames(), held.wireNames());
    }
}
