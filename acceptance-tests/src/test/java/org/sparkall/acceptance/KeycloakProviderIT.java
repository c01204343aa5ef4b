package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** The scope rules hold inside Keycloak too, for clients that talk to it directly; and its tokens say what an aggregate opens. */
class KeycloakProviderIT {

    private static final String DIRECT = "spark-direct";
    private static final String CLIENT_SCOPES = "/client-scopes/";

    @Test
    void anAggregateWithAScopeItCoversIsRefusedAtAuthorizationWithTheRedundantScope() {
        Map<String, String> answer = authorize("openid spark:all spark:rooms_read spark-admin:people_read");
        assertThat(answer).containsEntry("error", "invalid_scope").containsEntry("state", "direct");
        assertThat(answer.get("error_description"))
                .contains("spark:rooms_read")
                .doesNotContain(ADD_ON)
                .doesNotContain("openid");
    }

    @Test
    void anAggregateAloneOrWithAnAddOnLeadsToTheLoginPage() {
        for (String scope : List.of("openid spark:all", "openid spark:all " + ADD_ON, "openid spark:rooms_read")) {
            Reply page = REQUESTS.get(authorization(scope));
            assertThat(page.status()).as(scope).isEqualTo(200);
            assertThat(page.body()).contains("kc-form-login");
        }
    }

    @Test
    void theRuleHoldsAtTheTokenEndpointAndForPushedRequests() {
        Reply token = password("alice", "openid spark:all spark:rooms_read");
        assertThat(token.status()).isEqualTo(400);
        assertThat(token.text("error")).isEqualTo("invalid_scope");
        assertThat(token.text("error_description")).contains("spark:rooms_read");
        Map<String, String> form = new HashMap<>(request("openid spark:all spark:rooms_read"));
        Reply pushed = REQUESTS.send(Requests.form(protocol("ext/par/request"), form));
        assertThat(pushed.status()).isEqualTo(400);
        assertThat(pushed.text("error")).isEqualTo("invalid_scope");
        assertThat(pushed.text("error_description")).contains("spark:rooms_read");
    }

    @Test
    void aRefreshThatAsksForTooMuchIsRefused() {
        String refreshToken = token("alice", "openid spark:all").text("refresh_token");
        Reply refused = REQUESTS.send(Requests.form(
                protocol("token"),
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        DIRECT,
                        "refresh_token",
                        refreshToken,
                        "scope",
                        "openid spark:all spark:rooms_read")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_scope");
    }

    @Test
    void theTokenNamesTheAggregateAndEverythingItOpens() throws ParseException {
        CatalogChanges.awaitEverywhere();
        JWTClaimsSet claims = claims("alice", "openid spark:all");
        assertThat(claims.getIntegerClaim("catalog_version")).isEqualTo(CatalogChanges.version());
        assertThat(expansion(claims))
                .hasSize(43)
                .startsWith("spark:all")
                .contains("spark:rooms_read")
                .noneMatch(KeycloakProviderIT::isAddOn);
        // What was asked for stays what it was: Keycloak reads it back.
        assertThat(claims.getStringClaim("scope").split(" "))
                .contains("spark:all")
                .doesNotContain("spark:rooms_read");
    }

    @Test
    void lessThanTheAggregateIsNotExpanded() throws ParseException {
        assertThat(expansion(claims("alice", "openid spark:rooms_read"))).containsExactly("spark:rooms_read");
    }

    @Test
    void anAddOnIsGivenToThoseWhoAskForItByNameAndHoldIt() throws ParseException {
        assertThat(expansion(claims("ada", "openid spark:all"))).noneMatch(KeycloakProviderIT::isAddOn);
        assertThat(expansion(claims("ada", "openid spark:all " + ADD_ON)))
                .hasSize(44)
                .endsWith(ADD_ON);
        assertThat(expansion(claims("alice", "openid spark:all " + ADD_ON)))
                .hasSize(43)
                .doesNotContain(ADD_ON);
    }

    @Test
    void theTokenNamesAllOrganizationsWhateverTheRequestAskedFor() throws ParseException {
        try (KeycloakAdmin admin = new KeycloakAdmin()) {
            String person = unique();
            String made = admin.create("/users", """
                    {"username":"%1$s","firstName":"In","lastName":"Several","email":"%1$s@example.org","enabled":true,
                     "emailVerified":true,"credentials":[{"type":"password","value":"%1$s"}]}
                    """.formatted(person));
            assertThat(organizations(person)).isEmpty();
            List<String> aliases = List.of(unique(), unique()).stream().sorted().toList();
            for (String alias : aliases) {
                String organization = admin.create("/organizations", """
                        {"name":"%1$s","alias":"%1$s","enabled":true,"domains":[{"name":"%1$s.example"}]}
                        """.formatted(alias));
                admin.done("POST", organization + "/members", made.substring(made.lastIndexOf('/') + 1));
            }
            assertThat(organizations(person)).isEqualTo(aliases);
        }
        assertThat(organizations("alice")).containsExactly("acme");
    }

    private static List<String> organizations(String person) throws ParseException {
        return claims(person, "openid").getStringListClaim("spark_organizations");
    }

    @Test
    void aRegistrationOfAnAggregateWithAPartOfItIsRefused() {
        try (KeycloakAdmin admin = new KeycloakAdmin()) {
            Reply refused = register(admin, "spark:all spark:rooms_read");
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.text("error")).isEqualTo("invalid_client_metadata");
            assertThat(refused.text("error_description")).contains("spark:rooms_read");
        }
    }

    @Test
    void aClientWithTheAggregateMayRequestLess() {
        try (KeycloakAdmin admin = new KeycloakAdmin()) {
            String path = admin.create("/clients", client(unique(), "", "\"spark:all\""));
            JsonNode made = admin.get(path).json();
            assertThat(texts(made.path("optionalClientScopes")))
                    .hasSize(43)
                    .contains("spark:all", "spark:rooms_read")
                    .noneMatch(KeycloakProviderIT::isAddOn);
            assertThat(made.path("fullScopeAllowed").asBoolean()).isFalse();
            // What Keycloak answered may be sent back.
            admin.done("PUT", path, made.toString());
        }
    }

    @Test
    void aClientCannotOpenAScopeByBearingItsName() throws ParseException {
        try (KeycloakAdmin admin = new KeycloakAdmin()) {
            String clientId = unique();
            admin.create(
                    "/clients",
                    client(clientId, "", "\"spark:rooms_read\"").replaceFirst("\\{", "{\"name\":\"spark:all\","));
            Reply token = tokens(clientId, "alice", "openid spark:rooms_read");
            assertThat(expansion(RunningSuite.claims(token.text("access_token"))))
                    .containsExactly("spark:rooms_read");
        }
    }

    @Test
    void anUpdateThroughTheAdminApiThatAddsAPartOfTheAggregateIsRefused() {
        try (KeycloakAdmin admin = new KeycloakAdmin()) {
            String clientId = unique();
            String path = admin.create("/clients", client(clientId, "", "\"spark:teams_read\""));
            Reply refused = admin.send("PUT", path, client(clientId, "", "\"spark:all\",\"spark:rooms_read\""));
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("invalid_client_metadata").contains("spark:rooms_read");
        }
    }

    @Test
    void anAddOnByDefaultIsRefusedAtRegistrationAndAtEveryRequest() {
        try (KeycloakAdmin admin = new KeycloakAdmin()) {
            Reply refused = admin.send("POST", "/clients", client(unique(), "\"" + ADD_ON + "\"", "\"spark:all\""));
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("invalid_client_metadata").contains(ADD_ON);
            // Keycloak asks nobody when an administrator gives a client scope to a client: its requests are refused.
            String clientId = unique();
            String path = admin.create("/clients", client(clientId, "", "\"spark:all\""));
            assertThat(tokens(clientId, "ada", "openid spark:all").status()).isEqualTo(200);
            admin.done("PUT", path + "/default-client-scopes/" + admin.clientScopeId(ADD_ON), "");
            Reply request = tokens(clientId, "ada", "openid spark:all");
            assertThat(request.status()).isEqualTo(400);
            assertThat(request.text("error")).isEqualTo("invalid_scope");
            assertThat(request.text("error_description")).contains(ADD_ON);
        }
    }

    @Test
    void anAdminRoleThatIsMappedBelowTheAggregateOpensNothing() throws ParseException {
        try (KeycloakAdmin admin = new KeycloakAdmin()) {
            String role = "[" + admin.get("/roles/" + ADD_ON).json() + "]";
            // By the client scope's mapping: ada holds the role, and her token would carry it.
            String mapping = CLIENT_SCOPES + admin.clientScopeId("spark:all") + "/scope-mappings/realm";
            admin.done("POST", mapping, role);
            admin.atEnd(() -> admin.done("DELETE", mapping, role));
            assertOpensNoAddOn(claims("ada", "openid spark:all"));
            // By the composite as well: now everybody holds it.
            admin.done("POST", "/roles/spark:all/composites", role);
            admin.atEnd(() -> admin.done("DELETE", "/roles/spark:all/composites", role));
            assertOpensNoAddOn(claims("alice", "openid spark:all"));
        }
    }

    @Test
    void theSuitesOwnSignInIsNotHindered() {
        IntegrationClient integration = RunningSuite.registered("spark:all", ADD_ON);
        RunningSuite.Granted granted = RunningSuite.grant("ada", integration, "spark:all " + ADD_ON);
        assertThat(granted.tokens().path("scope").asText().split(" ")).contains("spark:all", ADD_ON);
    }

    private static void assertOpensNoAddOn(JWTClaimsSet claims) throws ParseException {
        assertThat(expansion(claims)).hasSize(43).noneMatch(KeycloakProviderIT::isAddOn);
        assertThat((List<?>) claims.getJSONObjectClaim("realm_access").get("roles"))
                .hasSizeGreaterThanOrEqualTo(42)
                .noneMatch(role -> isAddOn(String.valueOf(role)));
    }

    private static boolean isAddOn(String scope) {
        return scope.startsWith("spark-admin:") || scope.startsWith("spark-compliance:");
    }

    private static List<String> expansion(JWTClaimsSet claims) throws ParseException {
        return List.of(claims.getStringClaim("spark_scopes").split(" "));
    }

    private static JWTClaimsSet claims(String person, String scope) {
        return RunningSuite.claims(token(person, scope).text("access_token"));
    }

    private static Reply token(String person, String scope) {
        Reply reply = password(person, scope);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    private static Reply password(String person, String scope) {
        return tokens(DIRECT, person, scope);
    }

    private static Reply tokens(String clientId, String person, String scope) {
        return REQUESTS.send(Requests.form(
                protocol("token"),
                Map.of(
                        "grant_type", "password",
                        "client_id", clientId,
                        "username", person,
                        "password", person,
                        "scope", scope)));
    }

    private static Map<String, String> authorize(String scope) {
        return IntegrationClient.parameters(REQUESTS.get(authorization(scope)).location());
    }

    private static URI authorization(String scope) {
        return URI.create(protocol("auth") + "?" + Requests.query(request(scope)));
    }

    private static Map<String, String> request(String scope) {
        return Map.of(
                "client_id",
                DIRECT,
                "response_type",
                "code",
                "redirect_uri",
                RunningSuite.REDIRECT_URI,
                "state",
                "direct",
                "scope",
                scope,
                "code_challenge_method",
                "S256",
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier())
                        .getValue());
    }

    private static Reply register(KeycloakAdmin admin, String scope) {
        String initial = admin.done("POST", "/clients-initial-access", "{\"count\":1,\"expiration\":60}")
                .text("token");
        return REQUESTS.send(Requests.json(AT.realm() + "/clients-registrations/openid-connect", """
                        {"client_name":"%s","redirect_uris":["%s"],"scope":"%s"}
                        """.formatted(
                                unique(), RunningSuite.REDIRECT_URI, scope))
                .header("Authorization", "Bearer " + initial));
    }

    private static String client(String clientId, String defaults, String optional) {
        return """
                {"clientId":"%s","publicClient":true,"standardFlowEnabled":false,"directAccessGrantsEnabled":true,
                 "fullScopeAllowed":true,"protocol":"openid-connect",
                 "defaultClientScopes":["basic","roles","spark-scope-expansion"%s],"optionalClientScopes":[%s]}
                """.formatted(clientId, defaults.isEmpty() ? "" : "," + defaults, optional);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static String protocol(String path) {
        return AT.realm() + "/protocol/openid-connect/" + path;
    }

    private static String unique() {
        return "provider-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
