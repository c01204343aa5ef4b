package org.sparkall.keycloak.realm;

import static org.sparkall.keycloak.realm.SparkRealm.attributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.representations.idm.ClientRepresentation;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;

/** The clients of the realm: those of the three services, of developers, of the platform and of its operators. */
final class Clients {

    static final String AUTH_SERVICE = "spark-auth-service";
    static final String POLICY_SERVICE = "spark-scope-policy-service";
    static final String CONSENT_SERVICE = "spark-consent-service";
    static final String DEVELOPER = "spark-developer";
    static final String PLATFORM = "spark-platform";
    static final String DIRECT = "spark-direct";
    static final String CATALOG_SYNC = "spark-catalog-sync";
    static final String ADMIN = "spark-admin";
    static final String ADMIN_MACHINE = "spark-admin-machine";

    /** The client that Keycloak's own administration roles belong to. */
    static final String REALM_MANAGEMENT = "realm-management";

    /** What keeping roles and client scopes in step needs: roles are the realm's, client scopes the clients'. */
    static final List<String> SYNC_ROLES = List.of("manage-realm", "manage-clients");

    private static final Map<String, String> PKCE = Map.of("pkce.code.challenge.method", "S256");

    private final ScopeClientScopes scopes;
    private final Profile profile;

    Clients(ScopeCatalog catalog, Profile profile) {
        this.scopes = new ScopeClientScopes(catalog);
        this.profile = profile;
    }

    List<ClientRepresentation> all() {
        List<ClientRepresentation> all = new ArrayList<>(List.of(
                authService(), consentService(), policyService(), developer(), platform(), catalogSync(), admin()));
        if (profile.isLocal()) all.addAll(List.of(direct(), adminMachine()));
        return all;
    }

    /** Signs people in to grant something: the admin roles a person holds come back unasked, the user roles when asked for. */
    private ClientRepresentation authService() {
        ClientRepresentation client = confidential(AUTH_SERVICE, "auth-service");
        signsIn(client, "AUTH");
        signsOut(client, "AUTH");
        client.setServiceAccountsEnabled(true);
        client.setDefaultClientScopes(Stream.of(
                        Stream.of(
                                ScopeClientScopes.BASIC,
                                ScopeClientScopes.ROLES,
                                ScopeClientScopes.SUITE_ROLES,
                                ScopeClientScopes.ORGANIZATION,
                                ScopeClientScopes.ORGANIZATIONS,
                                ScopeClientScopes.AUDIENCES),
                        scopes.names(ScopeKind.ADMIN),
                        scopes.names(ScopeKind.COMPLIANCE))
                .flatMap(it -> it)
                .toList());
        client.setOptionalClientScopes(scopes.names()
                .filter(it -> !client.getDefaultClientScopes().contains(it))
                .toList());
        return client;
    }

    private ClientRepresentation consentService() {
        ClientRepresentation client = confidential(CONSENT_SERVICE, "consent-service");
        signsIn(client, "CONSENT");
        client.getAttributes().put("post.logout.redirect.uris", String.join("##", profile.signedOutUris("CONSENT")));
        // An administrator may approve what they hold themselves: these roles say what that is.
        client.setDefaultClientScopes(Stream.of(
                        Stream.of(
                                ScopeClientScopes.BASIC,
                                ScopeClientScopes.ROLES,
                                ScopeClientScopes.SUITE_ROLES,
                                ScopeClientScopes.ORGANIZATION,
                                ScopeClientScopes.ORGANIZATIONS,
                                ScopeClientScopes.NAMES),
                        scopes.names(ScopeKind.ADMIN),
                        scopes.names(ScopeKind.COMPLIANCE))
                .flatMap(it -> it)
                .toList());
        // Administrators' pages ask auth-service with the administrator's own token.
        client.setOptionalClientScopes(List.of(ScopeClientScopes.AUDIENCES));
        return client;
    }

    /** Takes tokens, asks for none. */
    private ClientRepresentation policyService() {
        ClientRepresentation client = client(POLICY_SERVICE, "scope-policy-service");
        client.setBearerOnly(true);
        return client;
    }

    /** Where developers and people get the token with which they use the suite's APIs. */
    private ClientRepresentation developer() {
        ClientRepresentation client = client(DEVELOPER, "Developers");
        client.setPublicClient(true);
        signsIn(client, "AUTH");
        client.setDirectAccessGrantsEnabled(profile.isLocal());
        client.setDefaultClientScopes(List.of(
                ScopeClientScopes.BASIC,
                ScopeClientScopes.ROLES,
                ScopeClientScopes.SUITE_ROLES,
                ScopeClientScopes.ORGANIZATION,
                ScopeClientScopes.ORGANIZATIONS,
                ScopeClientScopes.AUDIENCES));
        client.setOptionalClientScopes(scopes.names().toList());
        return client;
    }

    /** The platform's services, which ask for decisions. */
    private ClientRepresentation platform() {
        return machine(
                PLATFORM,
                "Platform services",
                ScopeClientScopes.BASIC,
                ScopeClientScopes.ROLES,
                ScopeClientScopes.SUITE_ROLES,
                ScopeClientScopes.AUDIENCES);
    }

    /** With this scope-policy-service keeps the realm in step with the catalog. */
    private ClientRepresentation catalogSync() {
        return machine(CATALOG_SYNC, "Catalog sync of scope-policy-service", ScopeClientScopes.BASIC);
    }

    /**
     * The operators' command line, in which people sign in by another device's browser (RFC 8628). It has no other way in. They are asked each time:
     * the code that they open may be somebody else's (RFC 8628 section 5.4).
     */
    private ClientRepresentation admin() {
        ClientRepresentation client = client(ADMIN, "The operators' command line");
        client.setPublicClient(true);
        client.setAttributes(attributes(Map.of(
                "oauth2.device.authorization.grant.enabled", "true",
                "display.on.consent.screen", "true",
                "consent.screen.text", "Operate the suite with your roles")));
        client.setDefaultClientScopes(List.of(
                ScopeClientScopes.BASIC,
                ScopeClientScopes.ROLES,
                ScopeClientScopes.SUITE_ROLES,
                ScopeClientScopes.ORGANIZATIONS,
                ScopeClientScopes.AUDIENCES));
        client.setOptionalClientScopes(List.of());
        return client;
    }

    /**
     * The command line without a person; of the local realm only. Which roles such a client gets, and whether there is one at all, is for
     * each installation to decide.
     */
    private ClientRepresentation adminMachine() {
        return machine(
                ADMIN_MACHINE,
                "The operators' command line, for scripts",
                ScopeClientScopes.BASIC,
                ScopeClientScopes.ROLES,
                ScopeClientScopes.SUITE_ROLES,
                ScopeClientScopes.AUDIENCES);
    }

    /** Shows how a client fares that talks to Keycloak directly; of the local realm only. */
    private ClientRepresentation direct() {
        ClientRepresentation client = client(DIRECT, "A client of Keycloak's own");
        client.setPublicClient(true);
        signsIn(client, "DIRECT");
        client.setDirectAccessGrantsEnabled(true);
        client.setDefaultClientScopes(List.of(
                ScopeClientScopes.BASIC,
                ScopeClientScopes.ROLES,
                ScopeClientScopes.ORGANIZATIONS,
                ScopeClientScopes.EXPANSION));
        client.setOptionalClientScopes(scopes.names().toList());
        return client;
    }

    /** A client that asks for tokens of its own, with these scopes and no others. */
    private ClientRepresentation machine(String id, String name, String... scopeNames) {
        ClientRepresentation client = confidential(id, name);
        client.setServiceAccountsEnabled(true);
        client.setDefaultClientScopes(List.of(scopeNames));
        client.setOptionalClientScopes(List.of());
        return client;
    }

    private ClientRepresentation confidential(String clientId, String name) {
        ClientRepresentation client = client(clientId, name);
        client.setSecret(profile.secret(clientId));
        client.setClientAuthenticatorType("client-secret");
        return client;
    }

    private void signsIn(ClientRepresentation client, String service) {
        client.setStandardFlowEnabled(true);
        client.setRedirectUris(profile.redirectUris(service));
        client.setWebOrigins(List.of());
        client.setAttributes(attributes(PKCE));
    }

    /** Is told when a session ends, and may end one itself. */
    private void signsOut(ClientRepresentation client, String service) {
        client.getAttributes()
                .putAll(Map.of(
                        "post.logout.redirect.uris", String.join("##", profile.returnUris(service)),
                        "backchannel.logout.url", profile.logoutUri(service),
                        "backchannel.logout.session.required", "true"));
    }

    private static ClientRepresentation client(String clientId, String name) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(clientId);
        client.setName(name);
        client.setProtocol("openid-connect");
        client.setEnabled(true);
        client.setPublicClient(false);
        client.setStandardFlowEnabled(false);
        client.setImplicitFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setServiceAccountsEnabled(false);
        client.setFullScopeAllowed(false);
        return client;
    }
}
