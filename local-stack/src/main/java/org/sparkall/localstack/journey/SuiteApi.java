package org.sparkall.localstack.journey;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.suite.SuiteAddresses;

/** The suite's JSON APIs, each call with the bearer token of whoever makes it. */
public final class SuiteApi {

    /** Shorter than the realm's access tokens live, which is five minutes. */
    private static final Duration PLATFORM_TOKEN_USE = Duration.ofMinutes(2);

    private final Requests requests = new Requests();
    private final SuiteAddresses at;
    private final Keycloak keycloak;
    private String platformToken = "";
    private Instant platformTokenRenewal = Instant.EPOCH;

    public SuiteApi(SuiteAddresses at) {
        this.at = at;
        this.keycloak = new Keycloak(at);
    }

    /** Registers an integration for the developer {@code dev}. */
    public Reply register(String body) {
        return requests.send(
                Requests.json(at.auth() + "/v1/integrations", body).header("Authorization", bearer("dev")));
    }

    /** Deletes an integration of the developer {@code dev}, by its id. */
    public Reply deleteIntegration(String id) {
        return requests.send(Requests.to(at.auth() + "/v1/integrations/" + id)
                .method("DELETE", HttpRequest.BodyPublishers.noBody())
                .header("Authorization", bearer("dev")));
    }

    /** An operator says who publishes an integration. */
    public Reply verifyPublisher(String operator, String clientId, String name) {
        String body = "{\"name\": \"" + name + "\"}";
        return requests.send(Requests.json(at.auth() + "/v1/publishers/" + clientId, body)
                .method("PUT", HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", bearer(operator)));
    }

    /** Registers an integration and returns it as a client that can be used. */
    public IntegrationClient registered(String body, String redirectUri) {
        Reply reply = register(body);
        if (reply.status() != 201) throw new IllegalStateException("not registered: " + reply.body());
        return new IntegrationClient(at, reply.text("client_id"), reply.text("client_secret"), redirectUri);
    }

    /** Asks for a decision as a platform service. */
    public Reply decide(String person, String action, String clientId) {
        return evaluate("""
                {"subject":{"type":"user","id":"%s"},"action":{"name":"%s"},
                 "resource":{"type":"account","id":"%s"},"context":{"client_id":"%s"}}
                """.formatted(person, action, person, clientId));
    }

    /** As {@link #decide}, by the access token that the integration showed. */
    public Reply decideByToken(String action, String token) {
        return evaluate("""
                {"subject":{"type":"user","id":"unknown"},"action":{"name":"%s"},
                 "resource":{"type":"account","id":"unknown"},"context":{"token":"%s"}}
                """.formatted(action, token));
    }

    /** Sends an evaluation request as it is. */
    public Reply evaluate(String body) {
        return access("/access/v1/evaluation", body);
    }

    /** Sends any request of the AuthZEN API as a platform service. */
    public Reply access(String path, String body) {
        return accessAt(at.policy(), path, body);
    }

    /** As {@link #access}, to another scope-policy-service than the suite's. */
    public Reply accessAt(String policy, String path, String body) {
        return requests.send(Requests.json(policy + path, body).header("Authorization", "Bearer " + platformToken()));
    }

    /** A token of a platform service, kept while it is good: decisions are asked for in quick succession. */
    public synchronized String platformToken() {
        if (Instant.now().isAfter(platformTokenRenewal)) {
            platformTokenRenewal = Instant.now().plus(PLATFORM_TOKEN_USE);
            platformToken = keycloak.platformToken();
        }
        return platformToken;
    }

    /** A person's consents: the first 200. */
    public Reply consents(String person) {
        return consentsAfter(person, "");
    }

    /** The next 200 of a person's consents after the one of this id. */
    public Reply consentsAfter(String person, String id) {
        return requests.send(Requests.to(at.consent() + "/v1/consents?limit=200" + (id.isEmpty() ? "" : "&after=" + id))
                .header("Authorization", bearer(person)));
    }

    /** What an administrator sees of the consents of one of their people. */
    public Reply consentsOf(String administrator, String subject) {
        return requests.send(Requests.to(at.consent() + "/v1/consents?person=" + subject)
                .header("Authorization", bearer(administrator)));
    }

    /** An administrator ends all that their people agreed to with an integration. */
    public Reply endInOrganization(String administrator, String clientId) {
        return requests.send(
                Requests.json(at.consent() + "/v1/organization/integrations/" + clientId + "/endings", "{}")
                        .header("Authorization", bearer(administrator)));
    }

    /** Withdraws a consent as this person. */
    public Reply withdraw(String person, String consentId) {
        return requests.send(Requests.to(at.consent() + "/v1/consents/" + consentId)
                .method("DELETE", HttpRequest.BodyPublishers.noBody())
                .header("Authorization", bearer(person)));
    }

    /** What an organisation's administrator reads, under {@code /v1/organization}. */
    public Reply organization(String administrator, String path) {
        return requests.send(
                Requests.to(at.auth() + "/v1/organization" + path).header("Authorization", bearer(administrator)));
    }

    /** What an organisation's administrator decides, under {@code /v1/organization}. */
    public Reply decideForOrganization(String administrator, String path, String body) {
        return requests.send(Requests.json(at.auth() + "/v1/organization" + path, body)
                .method("PUT", HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", bearer(administrator)));
    }

    /** Takes back what was said of an integration. */
    public Reply takeBackRule(String administrator, String clientId) {
        return requests.send(Requests.to(at.auth() + "/v1/organization/integrations/" + clientId + "/rule")
                .method("DELETE", HttpRequest.BodyPublishers.noBody())
                .header("Authorization", bearer(administrator)));
    }

    private String bearer(String person) {
        return "Bearer " + keycloak.tokenOf(person);
    }

    /** What a catalog operator does at scope-policy-service: an HTTP method, a path below {@code /v1}, and a body, which may be empty. */
    public Reply operateCatalog(String method, String path, String body) {
        return operateCatalog("ops", method, path, body);
    }

    /** As {@link #operateCatalog(String, String, String)}, as somebody else. */
    public Reply operateCatalog(String person, String method, String path, String body) {
        return requests.send(Requests.json(at.policy() + "/v1" + path, body)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", bearer(person)));
    }

    /**
     * Has the record of consents verified.
     *
     * @param knownSeal a seal that was written down, its number, a colon and its hash; null for none
     */
    public Reply verifyRecord(@Nullable String knownSeal) {
        String query = knownSeal == null ? "" : "?known_seal=" + URLEncoder.encode(knownSeal, StandardCharsets.UTF_8);
        return requests.send(Requests.to(at.consent() + "/v1/consent-record/verification" + query)
                .header("Authorization", bearer("ops")));
    }

    /** Erases a person, by their subject at Keycloak, as somebody. */
    public Reply erase(String operator, String person) {
        return requests.send(Requests.to(at.consent() + "/v1/persons/" + person)
                .method("DELETE", HttpRequest.BodyPublishers.noBody())
                .header("Authorization", bearer(operator)));
    }

    /** Takes one scope of a consent back as this person. */
    public Reply withdrawScope(String person, String consentId, String scope) {
        return requests.send(Requests.to(at.consent() + "/v1/consents/" + consentId + "/scopes/" + scope)
                .method("DELETE", HttpRequest.BodyPublishers.noBody())
                .header("Authorization", bearer(person)));
    }

    /** The receipt of a consent, as this person may see it. */
    public Reply receipt(String person, String consentId) {
        return requests.send(Requests.to(at.consent() + "/v1/consents/" + consentId + "/receipt")
                .header("Authorization", bearer(person)));
    }

    /** What a person asked their administrators for. */
    public Reply approvals(String person) {
        return requests.send(Requests.to(at.consent() + "/v1/approvals").header("Authorization", bearer(person)));
    }

    /** Approves or refuses what somebody asked for. */
    public Reply decideApproval(String administrator, String id, String decision, String body) {
        return requests.send(Requests.json(at.consent() + "/v1/organization/approvals/" + id + "/" + decision, body)
                .header("Authorization", bearer(administrator)));
    }
}
