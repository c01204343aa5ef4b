package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.protocol.ProtocolException;

/** Whom tokens are for: the platform's audience, or the resource servers that were asked for (RFC 8707). */
@ApplicationScoped
public class Audiences {

    private final String usual;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> plain;

    Audiences(TokenSettings settings) {
        this.usual = settings.audience();
        known.add(usual);
        settings.resources().orElse(List.of()).forEach(it -> known.add(it.toString()));
        plain = settings.plainJwtResources().orElse(List.of()).stream()
                .map(URI::toString)
                .collect(Collectors.toUnmodifiableSet());
        if (plain.contains(usual) || !known.containsAll(plain)) {
            throw new IllegalArgumentException(
                    "sparkall.token.plain-jwt-resources must be among sparkall.token.resources");
        }
    }

    /** Whether a token is for such resource servers only as do not know the type of RFC 9068 section 2.1. */
    boolean arePlain(List<String> audience) {
        return !audience.isEmpty() && plain.containsAll(audience);
    }

    /** Every audience that a token of this issuer can have. */
    public Set<String> known() {
        return Set.copyOf(known);
    }

    /** Whether this is the audience of a token that was made for no resource server in particular. */
    boolean isUsual(List<String> audience) {
        return audience.equals(List.of(usual));
    }

    /**
     * The resource servers of an authorization request.
     *
     * @throws ProtocolException {@code invalid_target} when there is no such resource server
     */
    public List<String> ofRequest(Collection<URI> resources) {
        return resources.stream()
                .map(URI::toString)
                .distinct()
                .map(this::require)
                .toList();
    }

    /**
     * The audience of a token.
     *
     * @param granted what the grant is restricted to; empty when it is not
     * @param asked what the token request named; empty when it named nothing
     * @throws ProtocolException {@code invalid_target} when the grant is not for that, or there is no such resource server
     */
    public List<String> ofToken(List<String> granted, Collection<String> asked) {
        if (asked.isEmpty()) return granted.isEmpty() ? List.of(usual) : granted;
        List<String> audience = asked.stream().distinct().map(this::require).toList();
        if (!granted.isEmpty() && !granted.containsAll(audience)) {
            throw invalidTarget("The grant is not for this resource.");
        }
        return audience;
    }

    private String require(String resource) {
        if (!known.contains(resource)) throw invalidTarget("There is no such resource.");
        return resource;
    }

    private static ProtocolException invalidTarget(String description) {
        return new ProtocolException(OAuth2Error.INVALID_TARGET.setDescription(description));
    }
}
