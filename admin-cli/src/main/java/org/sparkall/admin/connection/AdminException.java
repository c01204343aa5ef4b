package org.sparkall.admin.connection;

/** Why a command came to nothing, in one line for the operator, and the exit code that says so to scripts. */
public final class AdminException extends RuntimeException {

    /** A service refused or failed, or the operator said no. */
    public static final int REFUSED = 1;
    /** The command was not used as it is meant. */
    public static final int USAGE = 2;
    /** Somebody who was to answer could not be reached. */
    public static final int UNREACHABLE = 3;
    /** Nobody is signed in, or the sign-in is not accepted. */
    public static final int SIGN_IN = 4;
    /** All was answered, and something is not as a check wants it. */
    public static final int DEVIATES = 5;

    private final int exitCode;

    private AdminException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static AdminException refused(String message) {
        return new AdminException(REFUSED, message);
    }

    public static AdminException usage(String message) {
        return new AdminException(USAGE, message);
    }

    public static AdminException unreachable(String message) {
        return new AdminException(UNREACHABLE, message);
    }

    public static AdminException signIn(String message) {
        return new AdminException(SIGN_IN, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
