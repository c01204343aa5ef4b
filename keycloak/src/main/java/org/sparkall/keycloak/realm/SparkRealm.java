package org.sparkall.keycloak.realm;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.ScopeMappingRepresentation;
import org.sparkall.scope.ScopeCatalog;

/** The realm "spark" as a whole. */
final class SparkRealm {

    private final ScopeCatalog catalog;
    private final Profile profile;

    SparkRealm(ScopeCatalog catalog, Profile profile) {
        this.catalog = catalog;
        this.profile = profile;
    }

    RealmRepresentation build() {
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm("spark");
        realm.setDisplayName("Spark");
        realm.setEnabled(true);
        realm.setSslRequired("external");
        realm.setRegistrationAllowed(false);
        realm.setLoginWithEmailAllowed(true);
        realm.setDuplicateEmailsAllowed(false);
        protectAgainstGuessing(realm);
        limitLifetimes(realm);
        realm.setRoles(new ScopeRoles(catalog).all());
        realm.setDefaultRole(new RoleRepresentation(ScopeRoles.DEFAULT, null, true));
        ScopeClientScopes scopes = new ScopeClientScopes(catalog);
        realm.setClientScopes(scopes.all());
        scopes.roleMappings().forEach((scope, names) -> names.forEach(realm.clientScopeScopeMapping(scope)::role));
        realm.setDefaultDefaultClientScopes(List.of(
                ScopeClientScopes.BASIC,
                ScopeClientScopes.ROLES,
                ScopeClientScopes.SUITE_ROLES,
                ScopeClientScopes.EXPANSION));
        Clients clients = new Clients(catalog, profile);
        realm.setClients(clients.all());
        ScopeMappingRepresentation management = new ScopeMappingRepresentation();
        management.setClient(Clients.CATALOG_SYNC);
        management.setRoles(new LinkedHashSet<>(Clients.SYNC_ROLES));
        realm.setClientScopeMappings(Map.of(Clients.REALM_MANAGEMENT, List.of(management)));
        realm.setParsedClientProfiles(ClientPolicies.profiles());
        realm.setParsedClientPolicies(ClientPolicies.policies());
        realm.setOrganizationsEnabled(true);
        People people = new People(profile);
        realm.setUsers(people.all());
        if (profile.isLocal()) realm.setOrganizations(people.organizations());
        return realm;
    }

    private static void protectAgainstGuessing(RealmRepresentation realm) {
        realm.setBruteForceProtected(true);
        realm.setPermanentLockout(false);
        realm.setFailureFactor(10);
        realm.setWaitIncrementSeconds(seconds(Duration.ofMinutes(1)));
        realm.setMaxFailureWaitSeconds(seconds(Duration.ofMinutes(15)));
        realm.setMaxDeltaTimeSeconds(seconds(Duration.ofHours(12)));
        realm.setQuickLoginCheckMilliSeconds(1000L);
        realm.setMinimumQuickLoginWaitSeconds(seconds(Duration.ofMinutes(1)));
    }

    private static void limitLifetimes(RealmRepresentation realm) {
        realm.setAccessTokenLifespan(seconds(Duration.ofMinutes(5)));
        realm.setAccessCodeLifespan(seconds(Duration.ofMinutes(1)));
        realm.setAccessCodeLifespanLogin(seconds(Duration.ofMinutes(30)));
        realm.setSsoSessionIdleTimeout(seconds(Duration.ofHours(1)));
        realm.setSsoSessionMaxLifespan(seconds(Duration.ofHours(10)));
        realm.setRevokeRefreshToken(true);
        realm.setRefreshTokenMaxReuse(0);
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }

    /** A mutable copy, because Keycloak's representations hand out what they were given. */
    static Map<String, String> attributes(Map<String, String> attributes) {
        return new TreeMap<>(attributes);
    }
}
