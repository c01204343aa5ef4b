package org.sparkall.auth.logout;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.SessionID;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.key.SigningAlgorithm;
import org.sparkall.key.TokenSigner;

/** Mints logout tokens (OpenID Connect Back-Channel Logout section 2.4). */
@ApplicationScoped
class LogoutTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private final TokenSigner signer;
    private final TokenSettings settings;
    private final Clock clock = Clock.systemUTC();

    LogoutTokens(TokenSigner signer, TokenSettings settings) {
        this.signer = signer;
        this.settings = settings;
    }

    /**
     * Mints one.
     *
     * @param algorithm that of the integration's ID tokens (section 2.6)
     */
    SignedJWT mint(SigningAlgorithm algorithm, LogoutDelivery delivery) {
        Instant now = clock.instant();
        LogoutTokenClaimsSet claims = new LogoutTokenClaimsSet(
                new Issuer(settings.issuer()),
                new Subject(delivery.person()),
                List.of(new Audience(delivery.clientId())),
                Date.from(now),
                Date.from(now.plus(LIFETIME)),
                new JWTID(delivery.id().toString()),
                new SessionID(delivery.sessionId()));
        try {
            return SignedJWT.parse(signer.sign(algorithm, LogoutTokenValidator.TYPE, claims.toJWTClaimsSet())
                    .serialize());
        } catch (ParseException | java.text.ParseException e) {
            throw new IllegalStateException("claims of our own making are well-formed", e);
        }
    }
}
