package org.sparkall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import io.quarkus.security.AuthenticationFailedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparkall.seal.Sealer;

class SealedSignInsTest {

    private static final int SCOPES = 1000;
    /** Of the 32 KiB that the services take in all headers: there are other cookies. */
    private static final int ROOM = 12 * 1024;

    private static final List<String> THINGS = List.of(
            "messages", "rooms", "people", "calls", "meetings", "devices", "teams", "webhooks", "recordings", "queues");
    private static final List<String> PARTS = List.of("settings", "members", "history", "tokens", "limits", "guests");
    private static final List<String> USES = List.of("read", "write", "manage");

    private final SealedSignIns signIns =
            new SealedSignIns(new Sealer(() -> Base64.getEncoder().encodeToString(new byte[32])));

    @Test
    void aPersonWithAThousandScopesHasRoomForWhoTheyAre() {
        Random random = new Random(1);
        String roles = IntStream.range(0, SCOPES)
                .mapToObj(it -> "\"spark:%s_%s_%d_%s\""
                        .formatted(one(THINGS, random), one(PARTS, random), random.nextInt(9), one(USES, random)))
                .collect(Collectors.joining(","));
        String idToken = "header." + encoded("{\"realm_access\":{\"roles\":[" + roles + "]}}") + ".signature";
        assertThat(idToken.length()).isGreaterThan(3 * ROOM);
        String state = kept(tenant("sign-in"), idToken);
        assertThat(state.length()).isLessThan(ROOM);
        assertThat(shown(tenant("sign-in"), state)).isEqualTo(idToken);
    }

    @Test
    void aSignInToOnePartOfThePagesIsNoneToAnother() {
        String state = kept(tenant("portal"), "a.b.c");
        assertThatThrownBy(() -> shown(tenant("sign-in"), state)).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void whatWasNotKeptHereIsNoSignIn() {
        assertThatThrownBy(() -> shown(tenant("sign-in"), "a.b.c")).isInstanceOf(AuthenticationFailedException.class);
    }

    private String kept(OidcTenantConfig tenant, String idToken) {
        return signIns.createTokenState(null, tenant, new AuthorizationCodeTokens(idToken, "access", "refresh"), null)
                .await()
                .indefinitely();
    }

    private String shown(OidcTenantConfig tenant, String state) {
        AuthorizationCodeTokens tokens =
                signIns.getTokens(null, tenant, state, null).await().indefinitely();
        assertThat(tokens.getAccessToken()).isNull();
        assertThat(tokens.getRefreshToken()).isNull();
        return tokens.getIdToken();
    }

    private static OidcTenantConfig tenant(String id) {
        return OidcTenantConfig.builder()
                .tenantId(id)
                .tokenStateManager()
                .strategy(Strategy.ID_TOKEN)
                .end()
                .build();
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
