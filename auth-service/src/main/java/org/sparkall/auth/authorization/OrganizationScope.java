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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes no sign-in that says less of a person's organisations than there is to say. Keycloak puts into its tokens those that the request
 * asked for, and the request passes through the browser of a person who may want to leave their organisation's rules behind.
 */
@Unremovable
@ApplicationScoped
public class OrganizationScope implements SecurityIdentityAugmentor {

    /** Asks for all of them. */
    private static final String ALL = "organization:*";

    private static final String ANY = "organization";
    private static final String TENANT = "sign-in";
    private static final String TENANT_ATTRIBUTE = "tenant-id";

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        String accessToken = justReceived(HttpSecurityUtils.getRoutingContextAttribute(attributes));
        if (accessToken == null || !TENANT.equals(identity.getAttribute(TENANT_ATTRIBUTE)) || asksForAll(accessToken)) {
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom()
                .failure(new AuthenticationCompletionException("the sign-in does not name all organisations"));
    }

    /** The access token of a sign-in that ends with this request; null in every other request. It came from Keycloak itself. */
    private static @Nullable String justReceived(@Nullable RoutingContext request) {
        if (request == null) return null;
        AuthorizationCodeTokens tokens = request.get(AuthorizationCodeTokens.class.getName());
        return tokens == null ? null : tokens.getAccessToken();
    }

    private static boolean asksForAll(String accessToken) {
        try {
            String scope = JWTParser.parse(accessToken).getJWTClaimsSet().getStringClaim("scope");
            return Objects.requireNonNull(Scope.parse(scope == null ? "" : scope)).stream()
                            .map(Scope.Value::getValue)
                            .anyMatch(ALL::equals)
                    && Scope.parse(scope).stream()
                            .map(Scope.Value::getValue)
                            .noneMatch(it -> it.startsWith(ANY + ":") && !it.equals(ALL));
        } catch (ParseException e) {
            return false;
        }
    }
}
