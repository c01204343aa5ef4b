package org.sparkall.auth.grant;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.grant.CodeStore.StoredCode;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.auth.secret.Secret;

/** Turns an authorization code into a grant, once (RFC 6749 section 4.1.3). Using it twice ends the grant (section 4.1.2). */
@ApplicationScoped
public class CodeRedemption {

    private static final GrantOutcome.Refused NO_CODE =
            new GrantOutcome.Refused("The code is unknown, expired, used, or was given to another client.");

    private final Jdbi jdbi;
    private final CodeStore codes;
    private final ConsentStates consents;
    private final GrantStore grants;
    private final GrantEvents events;
    private final GrantEnding ending;
    private final RefreshTokens refreshTokens;
    private final Clock clock = Clock.systemUTC();

    CodeRedemption(
            Jdbi jdbi,
            CodeStore codes,
            ConsentStates consents,
            GrantStore grants,
            GrantEvents events,
            GrantEnding ending,
            RefreshTokens refreshTokens) {
        this.jdbi = jdbi;
        this.codes = codes;
        this.consents = consents;
        this.grants = grants;
        this.events = events;
        this.ending = ending;
        this.refreshTokens = refreshTokens;
    }

    /**
     * Redeems.
     *
     * @param clientId the client that authenticated
     * @param redirectUri the redirect URI it named; must be the one the code was sent to
     */
    public GrantOutcome redeem(String clientId, Secret code, String redirectUri, CodeVerifier verifier) {
        return jdbi.inTransaction(tx -> codes.lock(tx, code.hash())
                .filter(stored -> stored.draft().clientId().equals(clientId))
                .map(stored -> redeem(tx, code.hash(), stored, redirectUri, verifier))
                .orElse(NO_CODE));
    }

    private GrantOutcome redeem(
            Handle tx, Secret.Hash hash, StoredCode stored, String redirectUri, CodeVerifier verifier) {
        Instant now = clock.instant();
        if (stored.redeemed()) {
            stored.grantId().ifPresent(grantId -> ending.endReused(tx, grantId, Reason.CODE_REUSED));
            return NO_CODE;
        }
        if (now.isAfter(stored.expiresAt())) return NO_CODE;
        if (!stored.draft().redirectUri().equals(redirectUri)) {
            return new GrantOutcome.Refused("The redirect_uri is not the one that the code was sent to.");
        }
        if (!meets(verifier, stored.draft().codeChallenge())) {
            return new GrantOutcome.Refused("The code_verifier does not meet the code_challenge.");
        }
        return open(tx, hash, stored.draft(), now);
    }

    private GrantOutcome open(Handle tx, Secret.Hash hash, CodeDraft code, Instant now) {
        ConsentSnapshot agreed = code.consent();
        ConsentStates.ConsentState newest = consents.lockShared(tx, agreed.consentId());
        Grant grant = new Grant(
                UUID.randomUUID(),
                agreed.consentId(),
                code.clientId(),
                code.person(),
                code.organization(),
                agreed.scopes(),
                agreed.expanded(),
                agreed.catalogVersion());
        if (newest.revision() >= agreed.revision()) {
            grant = grant.narrowedTo(newest.stillOpen(agreed.scopes()), newest.stillOpen(agreed.expanded()));
            if (!newest.granted() || grant.scopes().isEmpty()) {
                return new GrantOutcome.Refused("The person took the consent back.");
            }
        }
        grants.insert(tx, grant, now);
        codes.markRedeemed(tx, hash, grant.id(), now);
        events.opened(tx, grant);
        return refreshTokens.issue(tx, grant, now);
    }

    private static boolean meets(CodeVerifier verifier, String challenge) {
        String computed =
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
        return MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
    }
}
