package org.sparkall.acceptance.faults;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jsoup.nodes.Document;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Keycloak;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;
import org.sparkall.localstack.suite.SuiteAddresses;

/** The suite's JSON APIs, called with tokens that are kept while they are good: Keycloak may be away meanwhile. */
final class Calls {

    static final String REDIRECT_URI = "http://localhost:9/callback";
    static final String READ = "spark:messages_read";
    private static final String STATE = "state-of-the-faults";
    private static final String PLATFORM = "";
    /** Shorter than the realm's access tokens live. */
    private static final Duration TOKEN_USE = Duration.ofMinutes(2);

    private final SuiteAddresses at;
    private final Keycloak keycloak;
    private final Requests requests = new Requests();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String value, Instant renewal) {}

    Calls(SuiteAddresses at) {
        this.at = at;
        this.keycloak = new Keycloak(at);
    }

    Reply register() {
        String body = """
                {"name":"Faults","description":"Lives through them.","redirect_uris":["%s"],"scopes":["spark:all"]}
                """.formatted(REDIRECT_URI);
        return as("dev", Requests.json(at.auth() + "/v1/integrations", body));
    }

    /** The integration that a registration made. */
    IntegrationClient integration(Reply registration) {
        return new IntegrationClient(
                at, registration.text("client_id"), registration.text("client_secret"), REDIRECT_URI);
    }

    /** Has somebody grant, whether or not they are asked; the life has new tokens then. */
    void grant(Person person, Life life) {
        CodeVerifier verifier = new CodeVerifier();
        URI request = life.integration.authorizationRequest("spark:all", STATE, verifier);
        Arrival arrival = person.open(request, REDIRECT_URI);
        if (arrival instanceof Arrival.AtConsent(Document page)) {
            arrival = person.accept(page, List.of(), REDIRECT_URI);
        }
        if (!(arrival instanceof Arrival.AtIntegration(URI address)))
            throw new AssertionError("expected to be back at the integration, but came " + arrival.where());
        Reply tokens =
                life.integration.redeem(IntegrationClient.parameters(address).get("code"), verifier);
        if (tokens.status() != 200) throw new AssertionError("no tokens: " + tokens.body());
        life.accessToken = tokens.text("access_token");
        life.refreshToken = tokens.text("refresh_token");
    }

    /** Somebody would go on with a session that Keycloak does not know. */
    Reply unknownSession() {
        return requests.send(Requests.form(
                at.realm() + "/protocol/openid-connect/token",
                Map.of("grant_type", "refresh_token", "client_id", "spark-developer", "refresh_token", "none")));
    }

    /** Somebody tries to sign in whom Keycloak does not know. */
    Reply unknownPerson() {
        return requests.send(Requests.form(
                at.realm() + "/protocol/openid-connect/token",
                Map.of(
                        "grant_type", "password",
                        "client_id", "spark-developer",
                        "username", "nobody",
                        "password", "nobody")));
    }

    /** Asks whether the integration may read for the person. */
    Reply decide(Life life) {
        String body = """
                {"subject":{"type":"user","id":"%s"},"action":{"name":"%s"},
                 "resource":{"type":"account","id":"%s"},"context":{"client_id":"%s"}}
                """.formatted(life.subject, READ, life.subject, life.integration.clientId());
        return as(PLATFORM, Requests.json(at.policy() + "/access/v1/evaluation", body));
    }

    Reply withdraw(String person, String consent) {
        return as(
                person,
                Requests.to(at.consent() + "/v1/consents/" + consent)
                        .method("DELETE", HttpRequest.BodyPublishers.noBody()));
    }

    Reply consents(String person) {
        return as(person, Requests.to(at.consent() + "/v1/consents"));
    }

    /** An operator gives a group another German title. */
    Reply changeCatalog(String title) {
        String body = "{\"titles\":{\"de\":\"" + title + "\"}}";
        return as(
                "ops",
                Requests.json(at.policy() + "/v1/groups/messages", body)
                        .method("PUT", HttpRequest.BodyPublishers.ofString(body)));
    }

    String subject(String person) {
        try {
            return SignedJWT.parse(token(person)).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            throw new IllegalStateException("no JWT", e);
        }
    }

    private Reply as(String person, HttpRequest.Builder request) {
        return requests.send(request.header("Authorization", "Bearer " + token(person)));
    }

    /** A token of this person, or of a platform service. Keycloak refuses a person's second sign-in while the first is under way. */
    private String token(String person) {
        return tokens.compute(person, (it, token) -> {
                    if (token != null && Instant.now().isBefore(token.renewal)) return token;
                    String value = it.equals(PLATFORM) ? keycloak.platformToken() : keycloak.tokenOf(it);
                    return new Token(value, Instant.now().plus(TOKEN_USE));
                })
                .value;
    }
}
