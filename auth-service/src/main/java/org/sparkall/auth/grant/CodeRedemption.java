package org.sparkall.auth.grant;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.CodeStore.StoredCode;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.auth.grant.GrantOpening.Opening;
import org.sparkall.auth.secret.Secret;
import org.sparkall.telemetry.GrantTraces;

/** Turns an authorization code into a grant, once (RFC 6749 section 4.1.3). Using it twice ends the grant (section 4.1.2). */
@ApplicationScoped
public class CodeRedemption {

    private static final GrantOutcome.Refused NO_CODE =
            new GrantOutcome.Refused("The code is unknown, expired, used, or was given to another client.");

    private final Jdbi jdbi;
    private final CodeStore codes;
    private final GrantOpening opening;
    private final GrantEnding ending;
    private final SessionGrants sessions;
    private final GrantTraces traces;
    private final Clock clock = Clock.systemUTC();

    CodeRedemption(
            Jdbi jdbi,
            CodeStore codes,
            GrantOpening opening,
            GrantEnding ending,
            SessionGrants sessions,
            GrantTraces traces) {
        this.jdbi = jdbi;
        this.codes = codes;
        this.opening = opening;
        this.ending = ending;
        this.sessions = sessions;
        this.traces = traces;
    }

    /**
     * What a client shows to redeem a code.
     *
     * @param clientId the client that authenticated
     * @param redirectUri the redirect URI it named; must be the one the code was sent to
     * @param dpopKey the thumbprint of the key it proved to hold; null when it proved none
     * @param refreshKey the thumbprint of the key that the refresh tokens are to be bound to; null for none
     */
    public record Redemption(
            String clientId,
            Secret code,
            String redirectUri,
            CodeVerifier verifier,
            @Nullable String dpopKey,
            @Nullable String refreshKey) {}

    /** What a redeemed code came to. The nonce is for the ID token; null when the request had none. */
    public record Redeemed(GrantOutcome outcome, @Nullable String nonce) {}

    /** Redeems. */
    public Redeemed redeem(Redemption redemption) {
        return jdbi.inTransaction(tx -> codes.lock(tx, redemption.code().hash())
                .filter(stored -> stored.draft().clientId().equals(redemption.clientId()))
                .map(stored -> new Redeemed(
                        traces.step("grant redeem", stored.draft().trace(), () -> redeem(tx, redemption, stored)),
                        stored.draft().nonce()))
                .orElse(new Redeemed(NO_CODE, null)));
    }

    private GrantOutcome redeem(Handle tx, Redemption redemption, StoredCode stored) {
        Instant now = clock.instant();
        CodeDraft draft = stored.draft();
        if (stored.redeemed()) {
            stored.grantId().ifPresent(grantId -> ending.endReused(tx, grantId, Reason.CODE_REUSED));
            return NO_CODE;
        }
        if (stored.expired()) return NO_CODE;
        if (!draft.redirectUri().equals(redemption.redirectUri())) {
            return new GrantOutcome.Refused("The redirect_uri is not the one that the code was sent to.");
        }
        if (!meets(redemption.verifier(), draft.codeChallenge())) {
            return new GrantOutcome.Refused("The code_verifier does not meet the code_challenge.");
        }
        if (draft.dpopKey() != null && !draft.dpopKey().equals(redemption.dpopKey())) {
            return new GrantOutcome.Refused("The code is bound to another DPoP key.");
        }
        String session = draft.signIn().sessionId();
        if (session != null && sessions.hasEnded(tx, session)) {
            return new GrantOutcome.Refused("The person has signed out since the code was given.");
        }
        return open(tx, redemption, draft, now);
    }

    private GrantOutcome open(Handle tx, Redemption redemption, CodeDraft code, Instant now) {
        GrantOutcome outcome = opening.open(
                tx,
                new Opening(
                        code.clientId(),
                        code.signIn(),
                        code.consent(),
                        code.resources(),
                        redemption.refreshKey(),
                        code.grantId()),
                now);
        if (outcome instanceof GrantOutcome.Standing standing) {
            codes.markRedeemed(tx, redemption.code().hash(), standing.grant().id(), now);
        }
        return outcome;
    }

    private static boolean meets(CodeVerifier verifier, String challenge) {
        String computed =
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
        return MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
    }
}
