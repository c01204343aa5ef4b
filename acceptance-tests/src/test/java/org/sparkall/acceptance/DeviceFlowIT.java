package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.changeAuth;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;

/** Device authorization (RFC 8628): a device without a browser, and the person who connects it. */
class DeviceFlowIT {

    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final URI PAGE = URI.create(AT.auth() + "/device");

    private final IntegrationClient device = registered(
            Map.of("grant_types", List.of(DEVICE_CODE, "refresh_token"), "redirect_uris", List.of()), "spark:all");

    @AfterEach
    void forgetWrongCodes() {
        changeAuth("DELETE FROM wrong_user_code");
    }

    @Test
    void aPersonConnectsADeviceWhichThenGetsItsTokens() {
        Reply codes = codes();
        assertThat(codes.text("verification_uri")).isEqualTo(PAGE.toString());
        assertThat(codes.text("user_code")).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(codes.text("verification_uri_complete")).isEqualTo(PAGE + "?user_code=" + codes.text("user_code"));
        assertThat(codes.json().path("interval").asInt()).isEqualTo(5);
        assertRefused(poll("/v1/device/token", codes), 400, "authorization_pending");

        Person alice = new Person("alice");
        Document code = page(alice.visit(PAGE));
        // However they write it.
        String typed =
                " " + codes.text("user_code").toLowerCase(java.util.Locale.ROOT).replace("-", " ");
        Document confirm = page(alice.submit(code, Map.of("user_code", typed)));
        assertThat(confirm.text()).contains("Acceptance Test").contains(codes.text("user_code"));
        Arrival consent = alice.submit(confirm, Map.of("decision", "connect"));
        assertThat(consent).isInstanceOf(Arrival.AtConsent.class);
        Arrival end = alice.accept(((Arrival.AtConsent) consent).page(), List.of(), REDIRECT_URI);
        assertThat(page(end).title()).isEqualTo("Your device is connected");

        timePasses();
        Reply tokens = poll("/v1/device/token", codes);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.text("scope")).isEqualTo("spark:all");
        assertThat(device.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void theTokenEndpointServesDevicesTooAndACodeUsedTwiceEndsTheGrant() {
        Reply codes = codes();
        connect(new Person("bob"), codes);
        Reply tokens = poll("/v1/access_token", codes);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(isActive(device, tokens.text("access_token"))).isTrue();
        assertRefused(poll("/v1/access_token", codes), 400, "invalid_grant");
        assertThat(isActive(device, tokens.text("access_token"))).isFalse();
    }

    @Test
    void evenWithAStandingConsentThePersonMustSayThatTheDeviceIsTheirs() {
        Person alice = new Person("alice");
        connect(alice, codes());
        Reply second = codes();
        // The complete address only fills the code in: nothing happens before they confirm it (RFC 8628 section 5.4).
        Document prefilled = page(alice.visit(URI.create(second.text("verification_uri_complete"))));
        assertThat(prefilled.select("#user_code").attr("value")).isEqualTo(second.text("user_code"));
        assertRefused(poll("/v1/device/token", second), 400, "authorization_pending");
        Document confirm = page(alice.submit(prefilled, Map.of("user_code", second.text("user_code"))));
        timePasses();
        assertRefused(poll("/v1/device/token", second), 400, "authorization_pending");
        // Now the standing consent answers without its page.
        Arrival end = alice.submit(confirm, Map.of("decision", "connect"));
        assertThat(page(end).title()).isEqualTo("Your device is connected");
        timePasses();
        assertThat(poll("/v1/device/token", second).status()).isEqualTo(200);
    }

    /** Somebody confirms a device of their own and leads another person on to the rest (RFC 8628 section 5.4). */
    @Test
    void whoDidNotConfirmTheDeviceGivesItNothing() {
        Person bob = new Person("bob");
        connect(bob, codes());
        Reply theirs = codes();
        Person alice = new Person("alice");
        Document confirm = page(alice.submit(page(alice.visit(PAGE)), Map.of("user_code", theirs.text("user_code"))));
        Arrival.AtConsent consent = (Arrival.AtConsent) alice.submit(confirm, Map.of("decision", "connect"));
        URI next = alice.trail().stream()
                .filter(it -> it.getPath().equals("/v1/authorize/continue"))
                .findFirst()
                .orElseThrow();

        // His consent stands: nothing but who confirmed the device keeps his access from it.
        assertStatus(bob.open(next, REDIRECT_URI), 400);
        timePasses();
        assertRefused(poll("/v1/device/token", theirs), 400, "authorization_pending");

        assertThat(page(alice.accept(consent.page(), List.of(), REDIRECT_URI)).title())
                .isEqualTo("Your device is connected");
    }

    @Test
    void aDeviceThatAsksTooOftenIsSlowedDownAndMustWaitLonger() {
        Reply codes = codes();
        assertRefused(poll("/v1/device/token", codes), 400, "authorization_pending");
        assertRefused(poll("/v1/device/token", codes), 400, "slow_down");
        assertRefused(poll("/v1/device/token", codes), 400, "slow_down");
        // Five seconds more each time: what sufficed before does not suffice now.
        changeAuth(
                "UPDATE device_authorization SET next_poll_at = next_poll_at - interval '6 seconds' WHERE client_id = ?",
                device.clientId());
        assertRefused(poll("/v1/device/token", codes), 400, "slow_down");
        changeAuth(
                "UPDATE device_authorization SET next_poll_at = next_poll_at - interval '20 seconds' WHERE client_id = ?",
                device.clientId());
        assertRefused(poll("/v1/device/token", codes), 400, "authorization_pending");
    }

    @Test
    void aPersonWhoseDeviceItIsNotOrWhoDeclinesGivesNothing() {
        Person bob = new Person("bob");
        Reply foreign = codes();
        Document confirm = page(bob.submit(page(bob.visit(PAGE)), Map.of("user_code", foreign.text("user_code"))));
        page(bob.submit(confirm, Map.of("decision", "cancel")));
        assertRefused(poll("/v1/device/token", foreign), 400, "access_denied");

        Reply own = codes();
        Document again = page(bob.submit(page(bob.visit(PAGE)), Map.of("user_code", own.text("user_code"))));
        Arrival consent = bob.submit(again, Map.of("decision", "connect"));
        bob.decline(((Arrival.AtConsent) consent).page(), REDIRECT_URI);
        assertRefused(poll("/v1/device/token", own), 400, "access_denied");
    }

    @Test
    void codesExpire() {
        Reply codes = codes();
        changeAuth(
                "UPDATE device_authorization SET expires_at = now() - interval '1 second' WHERE client_id = ?",
                device.clientId());
        assertRefused(poll("/v1/device/token", codes), 400, "expired_token");
        Person alice = new Person("alice");
        Arrival typed = alice.submit(page(alice.visit(PAGE)), Map.of("user_code", codes.text("user_code")));
        assertThat(typed)
                .isInstanceOfSatisfying(
                        Arrival.AtError.class, it -> assertThat(it.status()).isEqualTo(400));
    }

    @Test
    void aPersonCannotTryCodesForEverAndLocksNobodyElseOut() {
        Person bob = new Person("bob");
        Document form = page(bob.visit(PAGE));
        for (int i = 0; i < 10; i++) assertStatus(bob.submit(form, Map.of("user_code", wrong(i))), 400);
        Reply codes = codes();
        assertStatus(bob.submit(form, Map.of("user_code", codes.text("user_code"))), 429);
        // A new session does not help.
        Person again = new Person("bob");
        assertStatus(again.submit(page(again.visit(PAGE)), Map.of("user_code", codes.text("user_code"))), 429);
        Person alice = new Person("alice");
        assertThat(page(alice.submit(page(alice.visit(PAGE)), Map.of("user_code", codes.text("user_code"))))
                        .text())
                .contains("Is this your device?");
    }

    private static String wrong(int i) {
        return "BBBB-BBB" + "BCDFGHJKLMNPQRSTVWXZ".charAt(i);
    }

    @Test
    void aFormThatDoesNotComeFromThePageIsRefused() {
        Person alice = new Person("alice");
        Document form = page(alice.visit(PAGE));
        form.select("input[name=form_token]").attr("value", "forged");
        Reply codes = codes();
        assertStatus(alice.submit(form, Map.of("user_code", codes.text("user_code"), "decision", "connect")), 400);
        assertRefused(poll("/v1/device/token", codes), 400, "authorization_pending");
    }

    @Test
    void onlyTheDeviceThatAskedGetsTokensAndOnlyWhoRegisteredForTheFlowMayAsk() {
        IntegrationClient another =
                registered(Map.of("grant_types", List.of(DEVICE_CODE), "redirect_uris", List.of()), "spark:all");
        Reply codes = codes();
        assertRefused(
                another.token(Map.of("grant_type", DEVICE_CODE, "device_code", codes.text("device_code"))),
                400,
                "invalid_grant");
        assertRefused(device.token(Map.of("grant_type", DEVICE_CODE, "device_code", "unknown")), 400, "invalid_grant");
        IntegrationClient web = registered("spark:all");
        assertRefused(web.authorizeDevice("spark:all"), 400, "unauthorized_client");
        assertRefused(
                web.token(Map.of("grant_type", DEVICE_CODE, "device_code", codes.text("device_code"))),
                400,
                "unauthorized_client");
        assertRefused(device.authorizeDevice("spark-admin:people_read"), 400, "invalid_scope");
        // Nor may a device begin a flow with a browser.
        assertThat(RunningSuite.REQUESTS
                        .get(device.authorizationRequest(
                                "spark:all", "s", new com.nimbusds.oauth2.sdk.pkce.CodeVerifier()))
                        .status())
                .isEqualTo(400);
    }

    private Reply codes() {
        Reply codes = device.authorizeDevice("spark:all");
        assertThat(codes.status()).as(codes.body()).isEqualTo(200);
        return codes;
    }

    private Reply poll(String path, Reply codes) {
        return device.post(path, Map.of("grant_type", DEVICE_CODE, "device_code", codes.text("device_code")));
    }

    private static void connect(Person person, Reply codes) {
        Document confirm = page(person.submit(page(person.visit(PAGE)), Map.of("user_code", codes.text("user_code"))));
        Arrival next = person.submit(confirm, Map.of("decision", "connect"));
        if (next instanceof Arrival.AtConsent(Document consent)) next = person.accept(consent, List.of(), REDIRECT_URI);
        assertThat(page(next).title()).isEqualTo("Your device is connected");
    }

    private static Document page(Arrival arrival) {
        if (arrival instanceof Arrival.AtPage(Document page)) return page;
        throw new AssertionError("expected a page, but came " + arrival.where());
    }

    private static void assertStatus(Arrival arrival, int status) {
        assertThat(arrival)
                .isInstanceOfSatisfying(
                        Arrival.AtError.class, it -> assertThat(it.status()).isEqualTo(status));
    }

    private void timePasses() {
        changeAuth("UPDATE device_authorization SET next_poll_at = now() WHERE client_id = ?", device.clientId());
    }
}
