package org.sparkall.localstack.journey;

import java.util.Map;
import org.sparkall.localstack.suite.SuiteAddresses;

/** Bearer tokens of Keycloak for the suite's own APIs. */
public final class Keycloak {

    private final Requests requests = new Requests();
    private final String tokenEndpoint;

    public Keycloak(SuiteAddresses at) {
        this.tokenEndpoint = at.realm() + "/protocol/openid-connect/token";
    }

    /** A person's or developer's token (local realm only: the password grant is off elsewhere). */
    public String tokenOf(String person) {
        return token(Map.of(
                "grant_type", "password", "client_id", "spark-developer", "username", person, "password", person));
    }

    /** As {@link #tokenOf}, with a scope asked for. */
    public String tokenOf(String person, String scope) {
        return token(Map.of(
                "grant_type", "password",
                "client_id", "spark-developer",
                "username", person,
                "password", person,
                "scope", scope));
    }

    /** The token of a platform service, which may ask for decisions. */
    public String platformToken() {
        return serviceToken("spark-platform");
    }

    /** The token of a client of the local realm, whose secret is its name. */
    public String serviceToken(String clientId) {
        return token(Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", clientId));
    }

    private String token(Map<String, String> form) {
        Reply reply = requests.send(Requests.form(tokenEndpoint, form));
        if (reply.status() != 200) throw new IllegalStateException("Keycloak answered " + reply.status());
        return reply.text("access_token");
    }
}
