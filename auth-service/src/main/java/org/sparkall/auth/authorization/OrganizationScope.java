package org.sparkall.auth.authorization;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.Scope;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes no sign-in that says less of a person's organisation than there is to say. Keycloak's claim depends on how the scope
 * {@code organization} is asked for, and the request passes through the browser of a person who may want to leave their organisation's rules
 * behind: {@code organization:other} would leave the claim out. The token's scope says how it was asked for. That holds for every page
 * where people sign in, for the cookie of one can be made that of another.
 */
@Unremovable
@ApplicationScoped
public class OrganizationScope implements SecurityIdentityAugmentor {

    private static final String SCOPE = "organization";

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        String accessToken = justReceived(HttpSecurityUtils.getRoutingContextAttribute(attributes));
        if (accessToken == null || isAskedForAsUsual(accessToken)) {
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom()
                .failure(new AuthenticationCompletionException("the sign-in was asked for another organisation"));
    }

    /** The access token of a sign-in that ends with this request; null in every other request. It came from Keycloak itself. */
    private static @Nullable String justReceived(@Nullable RoutingContext request) {
        if (request == null) return null;
        AuthorizationCodeTokens tokens = request.get(AuthorizationCodeTokens.class.getName());
        return tokens == null ? null : tokens.getAccessToken();
    }

    private static boolean isAskedForAsUsual(String accessToken) {
        try {
            String scope = JWTParser.parse(accessToken).getJWTClaimsSet().getStringClaim("scope");
            Set<String> names =
                    Set.copyOf(scope == null ? List.of() : Scope.parse(scope).toStringList());
            return names.contains(SCOPE) && names.stream().noneMatch(it -> it.startsWith(SCOPE + ":"));
        } catch (ParseException e) {
            return false;
        }
    }
}
