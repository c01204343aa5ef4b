package org.sparkall.acceptance.faults;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.journey.IntegrationClient;

/**
 * What one person and one integration have done with each other, as the suite acknowledged it. What was asked without an answer may have
 * happened or not: that is noted as unsure, and only what must hold in either case is checked of it.
 */
final class Life {

    /** What is known of the consent. */
    enum Consent {
        NONE,
        GRANTED,
        WITHDRAWN,
        UNSURE
    }

    final String person;
    final String subject;
    final IntegrationClient integration;
    Consent consent = Consent.NONE;
    /** Of the newest grant. */
    @Nullable
    String accessToken;
    /** Null when a refresh was left without an answer: whether the token was rotated is not known then. */
    @Nullable
    String refreshToken;

    /** What was done, and when: for whoever has to find out what went wrong. */
    final List<String> deeds = new CopyOnWriteArrayList<>();

    Life(String person, String subject, IntegrationClient integration) {
        this.person = person;
        this.subject = subject;
        this.integration = integration;
    }

    void did(String what) {
        deeds.add(LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS) + " " + what);
    }

    @Override
    public String toString() {
        return person + " and " + integration.clientId() + " (" + consent + ")";
    }
}
