package org.sparkall.auth.protocol;

import com.nimbusds.oauth2.sdk.ErrorObject;

/** A protocol request that is answered with an OAuth error (RFC 6749 section 5.2). */
public final class ProtocolException extends RuntimeException {

    private final transient ErrorObject error;

    public ProtocolException(ErrorObject error) {
        super(error.getCode(), null, false, false);
        this.error = error;
    }

    public ErrorObject error() {
        return error;
    }
}
