package org.sparkall.seal;

/** A text was not sealed by this installation for this purpose, or was changed since. */
public final class BrokenSealException extends Exception {

    BrokenSealException(Throwable cause) {
        super("the sealed text cannot be opened", cause);
    }

    BrokenSealException() {
        super("the sealed text is for another purpose");
    }
}
