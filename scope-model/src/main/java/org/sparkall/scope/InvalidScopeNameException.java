package org.sparkall.scope;

/** A text is no scope-token (RFC 6749 section 3.3). The text is left out of the message: it may come from anybody. */
public final class InvalidScopeNameException extends IllegalArgumentException {

    InvalidScopeNameException() {
        super("not a scope-token as RFC 6749 section 3.3 defines it");
    }
}
