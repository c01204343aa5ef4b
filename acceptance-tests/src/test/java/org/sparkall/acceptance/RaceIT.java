package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** What comes of doing at once what may be done once (docs/security.md). */
class RaceIT {

    private static final int MANY = 50;
    /** The grace of a refresh token that was sent twice: {@code sparkall.token.refresh-grace}, and a little more. */
    private static final Duration GRACE_OVER = Duration.ofMillis(10_500);

    @Test
    void ofManyRedemptionsOfOneCodeExactlyOneIsAnsweredAndTheReuseEndsItsGrant() throws Exception {
        IntegrationClient integration = registered("spark:all");
        CodeVerifier verifier = new CodeVerifier();
        Person alice = new Person("alice");
        Document page = consentPage(alice, integration.authorizationRequest("spark:all", STATE, verifier));
        String code = back(alice.accept(page, List.of(), REDIRECT_URI)).get("code");
        List<Reply> replies = atOnce(() -> integration.redeem(code, verifier));
        List<Reply> answered = replies.stream().filter(it -> it.status() == 200).toList();
        assertThat(answered).hasSize(1);
        assertThat(replies).filteredOn(it -> it.status() != 200).allSatisfy(RaceIT::isInvalidGrant);
        // RFC 6749 section 4.1.2: a code that was used twice is in somebody else's hands too.
        Reply first = answered.getFirst();
        isInvalidGrant(integration.refresh(first.text("refresh_token")));
        assertThat(isActive(integration, first.text("access_token"))).isFalse();
    }

    @Test
    void manyRefreshesAtOnceAllGetTheSameSuccessorSoThatThereIsOneLiveFamily() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        IntegrationClient integration = granted.integration();
        List<Reply> replies = atOnce(() -> integration.refresh(granted.refreshToken()));
        assertThat(replies).allSatisfy(it -> assertThat(it.status()).isEqualTo(200));
        assertThat(replies.stream().map(it -> it.text("refresh_token")).distinct())
                .hasSize(1)
                .doesNotContain(granted.refreshToken());
        String successor = replies.getFirst().text("refresh_token");
        Reply next = integration.refresh(successor);
        assertThat(next.status()).isEqualTo(200);
        // The successor is in use now: whoever still has the first token is somebody else.
        isInvalidGrant(integration.refresh(granted.refreshToken()));
        isInvalidGrant(integration.refresh(next.text("refresh_token")));
        assertThat(isActive(integration, next.text("access_token"))).isFalse();
    }

    @Test
    void anOldRefreshTokenEndsTheGrantWhenTheGraceIsOver() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        IntegrationClient integration = granted.integration();
        Reply second = integration.refresh(granted.refreshToken());
        assertThat(second.status()).isEqualTo(200);
        Thread.sleep(GRACE_OVER);
        isInvalidGrant(integration.refresh(granted.refreshToken()));
        isInvalidGrant(integration.refresh(second.text("refresh_token")));
        assertThat(isActive(integration, second.text("access_token"))).isFalse();
    }

    private static List<Reply> atOnce(Supplier<Reply> request) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> futures = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return request.get();
                }));
            }
            start.countDown();
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> future : futures) replies.add(future.get());
            return replies;
        }
    }

    private static boolean isActive(IntegrationClient integration, String token) {
        return integration.introspect(token).json().path("active").asBoolean(true);
    }

    private static void isInvalidGrant(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("invalid_grant");
    }
}
