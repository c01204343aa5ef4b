package org.sparkall.consent.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.stream.Stream;
import org.sparkall.consent.request.Challenge;
import org.sparkall.consent.viewer.SignInTargets;
import org.sparkall.pages.FormTargets;

/** Where the answer to a question may lead a browser: back to auth-service, by a new sign-in if need be, and to the integration. */
@ApplicationScoped
class AnswerTargets {

    private final SignInTargets signIn;

    AnswerTargets(SignInTargets signIn) {
        this.signIn = signIn;
    }

    FormTargets of(Challenge challenge) {
        return signIn.and(Stream.of(challenge.returnUri(), challenge.redirectUri())
                .flatMap(Stream::ofNullable)
                .map(URI::create));
    }
}
