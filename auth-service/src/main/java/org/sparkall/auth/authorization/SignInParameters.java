package org.sparkall.auth.authorization;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import io.quarkus.oidc.TenantFeature;
import jakarta.enterprise.context.ApplicationScoped;
import org.sparkall.auth.authorization.GrantFlow.Requested;

/**
 * Passes on to Keycloak how the integration wants the person to sign in (OpenID Connect Core section 3.1.2.1). It comes from the sealed flow,
 * so that nobody can take it out on the way.
 */
@ApplicationScoped
@Unremovable
@TenantFeature("sign-in")
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
class SignInParameters implements OidcRedirectFilter {

    private final FlowSeal seal;

    SignInParameters(FlowSeal seal) {
        this.seal = seal;
    }

    @Override
    public void filter(OidcRedirectContext context) {
        String sealed = context.routingContext().request().getParam("flow");
        if (sealed != null) seal.open(sealed).map(Requested::demand).ifPresent(demand -> add(context, demand));
    }

    private static void add(OidcRedirectContext context, SignInDemand demand) {
        demand.prompts().forEach(it -> context.additionalQueryParams().add("prompt", it));
        if (demand.maxAge() != null) {
            context.additionalQueryParams().add("max_age", demand.maxAge().toString());
        }
        if (demand.loginHint() != null) context.additionalQueryParams().add("login_hint", demand.loginHint());
        if (demand.acrValues() != null) context.additionalQueryParams().add("acr_values", demand.acrValues());
    }
}
