package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import org.sparkall.auth.grant.GrantOutcome;
import org.sparkall.auth.protocol.ProtocolException;

/** The refusals that several grant types share (RFC 6749 section 5.2). */
public final class TokenErrors {

    private TokenErrors() {}

    public static ProtocolException invalidGrant(String description) {
        return new ProtocolException(OAuth2Error.INVALID_GRANT.setDescription(description));
    }

    public static ProtocolException invalidScope(String description) {
        return new ProtocolException(OAuth2Error.INVALID_SCOPE.setDescription(description));
    }

    public static ProtocolException unauthorizedClient(String description) {
        return new ProtocolException(OAuth2Error.UNAUTHORIZED_CLIENT.setDescription(description));
    }

    /** The standing grant of an outcome; {@code invalid_grant} when there is none. */
    public static GrantOutcome.Standing require(GrantOutcome outcome) {
        return switch (outcome) {
            case GrantOutcome.Standing it -> it;
            case GrantOutcome.Refused it -> throw invalidGrant(it.description());
        };
    }
}
