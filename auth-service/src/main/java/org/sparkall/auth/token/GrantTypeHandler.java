package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import org.sparkall.auth.protocol.ProtocolException;

/** Answers the token requests of one grant type. */
public interface GrantTypeHandler {

    GrantType type();

    /** Whether it answers from memory alone: nothing that it does waits for anything. */
    default boolean isImmediate() {
        return false;
    }

    /**
     * Answers.
     *
     * @throws ProtocolException with an error of RFC 6749 section 5.2
     */
    AccessTokenResponse answer(TokenCall call);
}
