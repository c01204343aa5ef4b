package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.changeAuth;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.reason;
import static org.sparkall.acceptance.RunningSuite.registered;

import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;

/** Tokens whose scopes are too many to be named: whoever asks about them is told as much as about any other. */
class AbridgedTokenIT {

    private static TerseReplica replica;

    @BeforeAll
    static void start() {
        replica = new TerseReplica();
    }

    @AfterAll
    static void end() {
        replica.close();
    }

    @Test
    void itNamesTheAggregateAloneAndSaysSo() throws ParseException {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        assertThat(RunningSuite.claims(granted.accessToken()).getClaim("scope_abridged"))
                .isNull();
        String token = replica.token(granted);
        assertThat(RunningSuite.claims(token).getStringClaim("scope")).isEqualTo("spark:all");
        assertThat(RunningSuite.claims(token).getBooleanClaim("scope_abridged")).isTrue();
    }

    @Test
    void introspectionSaysTheSameOfItAsOfTheOther() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Set<String> whole = scopes(granted.integration().introspect(granted.accessToken()));
        String token = replica.token(granted);
        assertThat(whole).contains("spark:all", "spark:messages_read").hasSizeGreaterThan(10);
        assertThat(scopes(granted.integration().introspect(token))).isEqualTo(whole);
        IntegrationClient there = granted.integration().at(replica.addresses());
        assertThat(scopes(there.introspect(token))).isEqualTo(whole);
    }

    @Test
    void decisionsAreTheSameAndNoAdminScopeIsAmongThem() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Set<String> whole = scopes(granted.integration().introspect(granted.accessToken()));
        String token = replica.token(granted);
        for (String scope : whole) assertThat(isAllowed(scope, token)).as(scope).isTrue();
        assertThat(isAllowed("calling", token)).isTrue();
        assertThat(isAllowed(ADD_ON, token)).isFalse();
    }

    @Test
    void whatIsNamedOneByOneIsNamedHoweverLongItIs() throws ParseException {
        String two = "spark:messages_read spark:rooms_read";
        Granted granted = grant("alice", registered(two.split(" ")), two);
        String token = replica.token(granted);
        assertThat(names(RunningSuite.claims(token).getStringClaim("scope"))).isEqualTo(names(two));
        assertThat(RunningSuite.claims(token).getClaim("scope_abridged")).isNull();
        assertThat(isAllowed("spark:messages_read", token)).isTrue();
        assertThat(isAllowed("spark:people_read", token)).isFalse();
    }

    /** The names are what bounds such a grant: the consent may say more. */
    @Test
    void whoHoldsAPartOfTheAggregateHasATokenThatNamesThePart() throws ParseException {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        changeAuth(
                "UPDATE grants SET complete = false, expanded = array_remove(expanded, 'spark:rooms_read')"
                        + " WHERE id = CAST(? AS uuid)",
                RunningSuite.claims(granted.accessToken()).getStringClaim("grant_id"));
        String token = replica.token(granted);
        assertThat(names(RunningSuite.claims(token).getStringClaim("scope")))
                .contains("spark:all", "spark:messages_read")
                .doesNotContain("spark:rooms_read");
        assertThat(RunningSuite.claims(token).getClaim("scope_abridged")).isNull();
        assertThat(isAllowed("spark:messages_read", token)).isTrue();
        assertThat(isAllowed("spark:rooms_read", token)).isFalse();
    }

    @Test
    void itIsNarrowedAsAnyOther() throws ParseException {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        String whole = RunningSuite.claims(granted.accessToken()).getStringClaim("scope");
        String token = replica.token(granted);
        String narrow = exchange(granted, token, Map.of("scope", "spark:messages_read"));
        assertThat(RunningSuite.claims(narrow).getStringClaim("scope")).isEqualTo("spark:messages_read");
        assertThat(RunningSuite.claims(narrow).getClaim("scope_abridged")).isNull();
        assertThat(isAllowed("spark:rooms_read", narrow)).isFalse();
        // Made where there is room for the names.
        String same = exchange(granted, token, Map.of());
        assertThat(names(RunningSuite.claims(same).getStringClaim("scope"))).isEqualTo(names(whole));
    }

    /** What comes of an exchange must not grow where the token that was shown would not. */
    @Test
    void aTokenThatNamesItsScopesIsExchangedForOneThatDoes() throws ParseException {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        String whole = RunningSuite.claims(granted.accessToken()).getStringClaim("scope");
        Granted there = new Granted(
                granted.integration().at(replica.addresses()), granted.code(), granted.verifier(), granted.tokens());
        String same = exchange(there, granted.accessToken(), Map.of());
        assertThat(RunningSuite.claims(same).getClaim("scope_abridged")).isNull();
        assertThat(names(RunningSuite.claims(same).getStringClaim("scope"))).isEqualTo(names(whole));
        String terse = exchange(there, replica.token(granted), Map.of());
        assertThat(RunningSuite.claims(terse).getBooleanClaim("scope_abridged")).isTrue();
    }

    @Test
    void aNarrowTokensScopesAreAllThatItStandsFor() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        String narrow = exchange(granted, replica.token(granted), Map.of("scope", "spark:messages_read"));
        assertThat(scopes(granted.integration().introspect(narrow))).containsExactly("spark:messages_read");
    }

    @Test
    void withoutItsConsentItIsWorthNothing() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        String token = replica.token(granted);
        String consent = consentId("alice", granted.integration().clientId());
        assertThat(API.withdraw("alice", consent).status()).isEqualTo(204);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !isAllowed("spark:messages_read", token));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !isActive(granted.integration(), token));
        assertThat(reason(API.decideByToken("spark:messages_read", token))).isIn("consent_withdrawn", "token_invalid");
    }

    private static boolean isAllowed(String action, String token) {
        return API.decideByToken(action, token).json().path("decision").asBoolean();
    }

    private static String exchange(Granted granted, String token, Map<String, String> more) {
        Reply reply = granted.integration().exchange(token, more);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.text("access_token");
    }

    private static Set<String> scopes(Reply introspected) {
        return names(introspected.text("scope"));
    }

    private static Set<String> names(String scope) {
        List<String> names = Arrays.asList(scope.split(" "));
        Set<String> distinct = new HashSet<>(names);
        assertThat(distinct).hasSameSizeAs(names);
        return distinct;
    }
}
