package org.sparkall.consent.history;

import java.util.Locale;
import java.util.Optional;

/**
 * Who did something to a consent.
 *
 * @param subject whose hand it was, at Keycloak, when it was somebody other than the person of the consent
 */
public record Actor(Kind kind, Optional<String> subject) {

    /** In which capacity. */
    public enum Kind {
        PERSON,
        /** An administrator of the person's organisation. */
        ADMINISTRATOR,
        /** The organisation, by what it said of the integration for all its people. */
        ORGANIZATION,
        /** Nobody: a sign-in showed more than was known. */
        SIGN_IN,
        /** The integration, by going away. */
        INTEGRATION,
        /** Nobody: time ran out. */
        EXPIRY,
        /** The installation's operator. */
        OPERATOR,
        /** Nobody: the record was brought back to an earlier state, and nobody knows what happened since. */
        RESTORATION;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofWireName(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    public static Actor person() {
        return new Actor(Kind.PERSON, Optional.empty());
    }

    public static Actor administrator(String subject) {
        return new Actor(Kind.ADMINISTRATOR, Optional.of(subject));
    }

    public static Actor organization() {
        return new Actor(Kind.ORGANIZATION, Optional.empty());
    }

    public static Actor signIn() {
        return new Actor(Kind.SIGN_IN, Optional.empty());
    }

    public static Actor integration() {
        return new Actor(Kind.INTEGRATION, Optional.empty());
    }

    public static Actor expiry() {
        return new Actor(Kind.EXPIRY, Optional.empty());
    }

    public static Actor restoration() {
        return new Actor(Kind.RESTORATION, Optional.empty());
    }

    public static Actor operator(String subject) {
        return new Actor(Kind.OPERATOR, Optional.of(subject));
    }
}
