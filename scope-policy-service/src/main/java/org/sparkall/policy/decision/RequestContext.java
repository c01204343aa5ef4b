package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What else the caller knows (AuthZEN 1.0 section 5.4); members that mean nothing here are passed over. All may be null.
 *
 * @param clientId the integration
 * @param grantId the grant it acts under
 * @param token the access token it showed; then person, integration and grant come from it
 * @param dpop the DPoP proof that came with the token
 * @param explain whether the answer shall say how it came about
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(SnakeCaseStrategy.class)
public record RequestContext(
        @Nullable String clientId,
        @Nullable String grantId,
        @Nullable String token,
        @Nullable Dpop dpop,
        @Nullable Boolean explain) {

    static final RequestContext EMPTY = new RequestContext(null, null, null, null, null);
    static final int LONGEST_CLIENT_ID = 128;
    static final int LONGEST_GRANT_ID = 64;
    static final int LONGEST_TOKEN = 16_384;

    /**
     * A DPoP proof and the request that it came with (RFC 9449).
     *
     * @param proof the value of that request's {@code DPoP} header
     * @param htm its HTTP method
     * @param htu its address
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Dpop(
            @Nullable String proof,
            @Nullable String htm,
            @Nullable String htu) {}

    boolean wantsExplanation() {
        return Boolean.TRUE.equals(explain);
    }

    /** The token as it was shown; a proof without its request is kept as one that is good for none. */
    Optional<ShownToken> shown() {
        if (token == null) return Optional.empty();
        return Optional.of(new ShownToken(
                token,
                Optional.ofNullable(dpop)
                        .map(it -> new ShownToken.Proof(text(it.proof()), text(it.htm()), text(it.htu())))));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
