package org.sparkall.auth.device;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.device.DeviceAuthorizationStore.Approval;
import org.sparkall.auth.device.DeviceAuthorizationStore.Waiting;
import org.sparkall.auth.grant.GrantEnding;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.auth.grant.GrantOpening;
import org.sparkall.auth.grant.GrantOpening.Opening;
import org.sparkall.auth.grant.GrantOutcome;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.secret.Secret;
import org.sparkall.auth.token.GrantTypeHandler;
import org.sparkall.auth.token.TokenAnswers;
import org.sparkall.auth.token.TokenCall;
import org.sparkall.auth.token.TokenErrors;

/** The device code grant (RFC 8628 sections 3.4 and 3.5): a device asks until there is an answer, no faster than it may. */
@ApplicationScoped
class DeviceCodeGrants implements GrantTypeHandler {

    private static final Duration SLOWER_BY = Duration.ofSeconds(5);
    /** At the token endpoint every refusal is a 400 (RFC 6749 section 5.2). */
    private static final ErrorObject DENIED = OAuth2Error.ACCESS_DENIED.setHTTPStatusCode(400);

    private static final String NO_CODE = "The device code is unknown, used, or was given to another client.";

    private final Jdbi jdbi;
    private final DeviceAuthorizationStore store;
    private final GrantOpening opening;
    private final GrantEnding ending;
    private final TokenAnswers answers;
    private final Clock clock = Clock.systemUTC();

    DeviceCodeGrants(
            Jdbi jdbi, DeviceAuthorizationStore store, GrantOpening opening, GrantEnding ending, TokenAnswers answers) {
        this.jdbi = jdbi;
        this.store = store;
        this.opening = opening;
        this.ending = ending;
        this.answers = answers;
    }

    /** What came of a question. */
    private sealed interface Poll {
        record Done(GrantOutcome outcome) implements Poll {}

        record NotYet(ErrorObject error) implements Poll {}
    }

    @Override
    public GrantType type() {
        return GrantType.DEVICE_CODE;
    }

    @Override
    public AccessTokenResponse answer(TokenCall call) {
        Secret code =
                new Secret(((DeviceCodeGrant) call.grant()).getDeviceCode().getValue());
        Poll poll = jdbi.inTransaction(tx -> store.lock(tx, code.hash())
                .filter(it -> it.request().clientId().equals(call.client().clientId()))
                .map(it -> poll(tx, call, code, it))
                .orElse(new Poll.Done(new GrantOutcome.Refused(NO_CODE))));
        return switch (poll) {
            case Poll.NotYet it -> throw new ProtocolException(it.error());
            case Poll.Done it -> answers.firstTokens(call, TokenErrors.require(it.outcome()), null);
        };
    }

    private Poll poll(Handle tx, TokenCall call, Secret code, Waiting waiting) {
        Instant now = clock.instant();
        if (waiting.status() == DeviceAuthorizationStore.Status.REDEEMED) {
            waiting.grantId().ifPresent(id -> ending.endReused(tx, id, Reason.CODE_REUSED));
            return new Poll.Done(new GrantOutcome.Refused(NO_CODE));
        }
        if (!now.isBefore(waiting.expiresAt())) return new Poll.NotYet(DeviceAuthorizationGrantError.EXPIRED_TOKEN);
        if (now.isBefore(waiting.nextPollAt())) return slowDown(tx, code, waiting, now);
        return switch (waiting.status()) {
            case PENDING -> {
                store.slowDown(tx, code.hash(), waiting.pollInterval(), now.plus(waiting.pollInterval()));
                yield new Poll.NotYet(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING);
            }
            case DENIED -> new Poll.NotYet(DENIED);
            case APPROVED, REDEEMED -> new Poll.Done(open(tx, call, code, waiting, now));
        };
    }

    private Poll slowDown(Handle tx, Secret code, Waiting waiting, Instant now) {
        Duration slower = waiting.pollInterval().plus(SLOWER_BY);
        store.slowDown(tx, code.hash(), slower, now.plus(slower));
        return new Poll.NotYet(DeviceAuthorizationGrantError.SLOW_DOWN);
    }

    private GrantOutcome open(Handle tx, TokenCall call, Secret code, Waiting waiting, Instant now) {
        Approval approval = waiting.approval().orElseThrow();
        GrantOutcome outcome = opening.open(
                tx,
                new Opening(
                        call.client().clientId(),
                        approval.signIn(),
                        approval.consent(),
                        waiting.request().resources(),
                        call.refreshKey(),
                        null),
                now);
        if (outcome instanceof GrantOutcome.Standing standing) {
            store.markRedeemed(tx, code.hash(), standing.grant().id());
        }
        return outcome;
    }
}
