package org.sparkall.keycloak.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The services' own accounts, and in the local profile the people of the demo. */
final class People {

    private static final List<String> ACME = List.of("alice", "bob", "ada");
    private static final List<String> GLOBEX = List.of("grace", "gus");

    private final Profile profile;

    People(Profile profile) {
        this.profile = profile;
    }

    List<UserRepresentation> all() {
        List<UserRepresentation> users = new ArrayList<>();
        users.add(serviceAccount(Clients.AUTH_SERVICE, ScopeRoles.CONSENT_REQUESTER));
        users.add(serviceAccount(Clients.PLATFORM, ScopeRoles.DECISION_CALLER));
        UserRepresentation sync = serviceAccount(Clients.CATALOG_SYNC);
        sync.setClientRoles(Map.of(Clients.REALM_MANAGEMENT, Clients.SYNC_ROLES));
        users.add(sync);
        if (profile.isLocal()) {
            users.add(person("alice", "Alice", "Ordinary"));
            users.add(person("bob", "Bob", "Ordinary"));
            users.add(person("ada", "Ada", "Administrator", ScopeRoles.ADMINISTRATOR));
            users.add(person("grace", "Grace", "Administrator", ScopeRoles.ADMINISTRATOR));
            users.add(person("gus", "Gus", "Ordinary"));
            users.add(person("dev", "Dev", "Developer"));
            users.add(person("ops", "Ops", "Operator", ScopeRoles.ofOperators().toArray(String[]::new)));
            users.add(serviceAccount(
                    Clients.ADMIN_MACHINE, ScopeRoles.ofOperators().toArray(String[]::new)));
        }
        return users;
    }

    List<OrganizationRepresentation> organizations() {
        return List.of(organization("Acme", "acme", ACME), organization("Globex", "globex", GLOBEX));
    }

    private static OrganizationRepresentation organization(String name, String alias, List<String> people) {
        OrganizationRepresentation organization = new OrganizationRepresentation();
        organization.setName(name);
        organization.setAlias(alias);
        organization.setEnabled(true);
        organization.addDomain(new OrganizationDomainRepresentation(alias + ".example"));
        for (String username : people) {
            MemberRepresentation member = new MemberRepresentation();
            member.setUsername(username);
            member.setMembershipType(org.keycloak.representations.idm.MembershipType.UNMANAGED);
            organization.addMember(member);
        }
        return organization;
    }

    private static UserRepresentation serviceAccount(String clientId, String... roles) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername("service-account-" + clientId);
        user.setServiceAccountClientId(clientId);
        user.setEnabled(true);
        user.setRealmRoles(List.of(roles));
        return user;
    }

    /** A person whose password is their name; complete, or Keycloak would first ask them for the rest. */
    private static UserRepresentation person(String name, String firstName, String lastName, String... roles) {
        UserRepresentation user = new UserRepresentation();
        user.setId(java.util
                .UUID
                .nameUUIDFromBytes(("spark-demo-" + name).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString());
        user.setUsername(name);
        user.setFirstName(firstName);
        user.setLastName(lastName);
        user.setEmail(name.toLowerCase(Locale.ROOT) + (GLOBEX.contains(name) ? "@globex.example" : "@acme.example"));
        user.setEmailVerified(true);
        user.setEnabled(true);
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(name);
        password.setTemporary(false);
        user.setCredentials(List.of(password));
        List<String> realmRoles = new ArrayList<>(List.of(ScopeRoles.DEFAULT));
        realmRoles.addAll(List.of(roles));
        user.setRealmRoles(realmRoles);
        return user;
    }
}
