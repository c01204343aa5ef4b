package org.sparkall.benchmarks.consents;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.suite.SuiteAddresses;

/** Integrations of the suite, registered and granted access as in life. */
final class Integrations {

    private static final String CALLBACK = "http://localhost:9/callback";
    private static final String SCOPE = "spark:all";

    private final SuiteAddresses at;
    private final SuiteApi api;

    Integrations(SuiteAddresses at, SuiteApi api) {
        this.at = at;
        this.api = api;
    }

    /** An integration that may ask. */
    record Registered(String id, IntegrationClient client) {}

    /** An integration that was granted access. */
    record Granted(String id, String clientId) {

        String consentId(Connection database) {
            try (Statement sql = database.createStatement();
                    ResultSet row = sql.executeQuery("SELECT id FROM consent WHERE client_id = '" + clientId + "'")) {
                row.next();
                return row.getString(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Registered registered() {
        String body = """
                {"name": "Volume", "redirect_uris": ["%s"], "scopes": ["%s"]}
                """.formatted(CALLBACK, SCOPE);
        Reply reply = api.register(body);
        return new Registered(
                reply.text("id"),
                new IntegrationClient(at, reply.text("client_id"), reply.text("client_secret"), CALLBACK));
    }

    Granted granted(Person person) {
        Registered registered = registered();
        grant(person, registered);
        return new Granted(registered.id(), registered.client().clientId());
    }

    /** From the integration's request to its tokens. */
    void grant(Person person, Registered registered) {
        CodeVerifier verifier = new CodeVerifier();
        IntegrationClient client = registered.client();
        URI request = client.authorizationRequest(SCOPE, "state", verifier);
        Arrival arrival = person.open(request, CALLBACK);
        // A second time when their session ran out in between.
        for (int asked = 0; asked < 2 && arrival instanceof Arrival.AtConsent page; asked++) {
            arrival = person.accept(page.page(), List.of(), CALLBACK);
        }
        if (!(arrival instanceof Arrival.AtIntegration back)) throw new IllegalStateException(arrival.where());
        Reply tokens = client.redeem(
                Objects.requireNonNull(
                        IntegrationClient.parameters(back.address()).get("code"), "a code"),
                verifier);
        if (tokens.status() != 200) throw new IllegalStateException(tokens.body());
    }

    void endInOrganization(String administrator, Granted integration) {
        Reply begun = api.endInOrganization(administrator, integration.clientId());
        if (begun.status() != 202) throw new IllegalStateException(begun.body());
    }

    void delete(Granted integration) {
        Reply deleted = api.deleteIntegration(integration.id());
        if (deleted.status() != 204) throw new IllegalStateException(deleted.body());
    }
}
