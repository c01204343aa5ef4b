package org.sparkall.client.quarkus;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.sparkall.client.LocalDecisions;
import org.sparkall.client.PolicyClient;

/** The plain clients as beans, to be had by applications too. */
@Singleton
class ScopePolicyBeans {

    @Produces
    @Singleton
    LocalDecisions localDecisions(ScopePolicySettings settings) {
        return LocalDecisions.start(LocalDecisions.Settings.of(settings.url())
                .withIssuer(settings.issuer().orElse(settings.url()))
                .refreshedEvery(settings.refresh()));
    }

    void end(@Disposes LocalDecisions decisions) {
        decisions.close();
    }

    @Produces
    @Singleton
    PolicyClient policyClient(ScopePolicySettings settings, Instance<OidcClient> caller) {
        TokensHelper tokens = new TokensHelper();
        Duration patience = settings.timeout();
        return new PolicyClient(
                new PolicyClient.Settings(
                        settings.url(), settings.timeout(), settings.cacheSize(), settings.cacheLongest()),
                () -> tokens.getTokens(caller.get()).await().atMost(patience).getAccessToken());
    }
}
