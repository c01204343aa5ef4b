package org.sparkall.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Remembers, for a minute at most, whom a bearer token of an API's caller stands for: services ask many times a second with the same one, and
 * to verify its signature takes longer than most answers. Only what was verified is remembered, never longer than the token is good.
 *
 * <p>For services of whose OIDC tenants only the default one takes bearer tokens; they say so with {@code sparkall.callers.remembered}.
 */
@Alternative
@Priority(1)
@IfBuildProperty(name = "sparkall.callers.remembered", stringValue = "true")
@Singleton
@RegisterForReflection(
        // What Caffeine picks for this kind of cache, by name.
        classNames = {"com.github.benmanes.caffeine.cache.SSMSA", "com.github.benmanes.caffeine.cache.PSAMS"})
public class RememberedCallers extends BeforeOpenIdConnect {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    /** Where no browser signs in: other paths can belong to other OIDC tenants, to which these tokens mean nothing. */
    private static final List<String> APIS = List.of("/v1/", "/access/v1/");

    private static final String BEARER = "Bearer ";

    /** Of a token that is good with a proof only, which each request would bring anew (RFC 7800). */
    private static final String BINDING = "cnf";

    private final Cache<String, SecurityIdentity> callers = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(Expiry.creating((String _, SecurityIdentity caller) -> left(caller)))
            .build();

    RememberedCallers(OidcAuthenticationMechanism oidc) {
        super(oidc);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        Optional<String> bearer = bearer(request);
        if (bearer.isEmpty()) return super.authenticate(request, providers);
        Optional<SecurityIdentity> known = known(bearer.get());
        if (known.isPresent()) return Uni.createFrom().item(known.get());
        return super.authenticate(request, providers).invoke(caller -> {
            if (caller != null
                    && caller.getPrincipal() instanceof JsonWebToken token
                    && !token.containsClaim(BINDING)) {
                callers.put(bearer.get(), withoutRequest(caller));
            }
        });
    }

    /**
     * Who sent a request to an API, if that is remembered. Empty says nothing of them: whoever has to know asks Quarkus.
     *
     * @param request of which nothing but the path and the headers is looked at
     */
    public Optional<SecurityIdentity> known(RoutingContext request) {
        return bearer(request).flatMap(this::known);
    }

    private Optional<SecurityIdentity> known(String bearer) {
        return Optional.ofNullable(callers.getIfPresent(bearer)).filter(it -> !left(it).isZero());
    }

    /** The one and only token, at an API. */
    private static Optional<String> bearer(RoutingContext request) {
        if (APIS.stream().noneMatch(request.normalizedPath()::startsWith)) return Optional.empty();
        List<String> authorizations = request.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        return authorizations.size() == 1 && authorizations.getFirst().startsWith(BEARER)
                ? Optional.of(authorizations.getFirst())
                : Optional.empty();
    }

    /** The request in which a caller was met first is not what others shall see, and not to be kept in memory. */
    private static SecurityIdentity withoutRequest(SecurityIdentity caller) {
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(caller.getPrincipal())
                .addRoles(caller.getRoles())
                .addCredentials(caller.getCredentials());
        caller.getAttributes().forEach((name, value) -> {
            if (!(value instanceof RoutingContext)) builder.addAttribute(name, value);
        });
        return builder.build();
    }

    private static Duration left(SecurityIdentity caller) {
        Instant end = Instant.ofEpochSecond(((JsonWebToken) caller.getPrincipal()).getExpirationTime());
        Duration left = Duration.between(Instant.now(), end);
        if (left.isNegative()) return Duration.ZERO;
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }
}
