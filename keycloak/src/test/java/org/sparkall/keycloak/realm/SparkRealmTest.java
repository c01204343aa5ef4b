package org.sparkall.keycloak.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;

class SparkRealmTest {

    private final ScopeCatalog catalog = CatalogDocument.shipped().toCatalog();
    private final RealmRepresentation installation = new SparkRealm(catalog, Profile.INSTALLATION).build();
    private final RealmRepresentation local = new SparkRealm(catalog, Profile.LOCAL).build();

    @Test
    void everyScopeThatRestsOnARoleHasItAndAClientScope() {
        List<String> names = catalog.scopes().stream()
                .filter(it -> it.kind().needsRole())
                .map(it -> it.name().value())
                .toList();
        assertThat(installation.getRoles().getRealm())
                .extracting(RoleRepresentation::getName)
                .containsAll(names);
        assertThat(installation.getClientScopes())
                .extracting(ClientScopeRepresentation::getName)
                .containsAll(names)
                .contains("spark:all");
    }

    @Test
    void theCompositeHoldsExactlyTheUserScopes() {
        Set<String> userScopes = catalog.scopes().stream()
                .filter(it -> it.kind() == ScopeKind.USER)
                .map(Scope::name)
                .map(Object::toString)
                .collect(Collectors.toSet());
        RoleRepresentation composite = installation.getRoles().getRealm().stream()
                .filter(it -> it.getName().equals("spark:all"))
                .findFirst()
                .orElseThrow();
        assertThat(composite.getComposites().getRealm()).isEqualTo(userScopes).hasSize(42);
    }

    @Test
    void everyClientThatSignsPeopleInNeedsPkce() {
        assertThat(installation.getClients())
                .filteredOn(ClientRepresentation::isStandardFlowEnabled)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.getAttributes()).containsEntry("pkce.code.challenge.method", "S256"));
        assertThat(installation.getClients()).noneMatch(ClientRepresentation::isImplicitFlowEnabled);
        assertThat(installation.getClients()).noneMatch(ClientRepresentation::isFullScopeAllowed);
        assertThat(installation.isBruteForceProtected()).isTrue();
    }

    @Test
    void demoPeopleAndThePasswordGrantAreInTheLocalRealmOnly() {
        assertThat(installation.getUsers())
                .extracting(UserRepresentation::getUsername)
                .allMatch(it -> it.startsWith("service-account-"));
        assertThat(local.getUsers())
                .extracting(UserRepresentation::getUsername)
                .contains("alice", "bob", "ada", "grace", "gus", "dev", "ops");
        assertThat(installation.getClients()).noneMatch(ClientRepresentation::isDirectAccessGrantsEnabled);
        assertThat(local.getClients())
                .filteredOn(ClientRepresentation::isDirectAccessGrantsEnabled)
                .extracting(ClientRepresentation::getClientId)
                .containsExactlyInAnyOrder("spark-developer", "spark-direct");
        assertThat(installation.getClients())
                .extracting(ClientRepresentation::getClientId)
                .doesNotContain("spark-direct");
    }

    @Test
    void operatorsSignInByDeviceAndNoInstallationGetsAMachineWithTheirRoles() {
        assertThat(installation.getClients())
                .filteredOn(it -> it.getClientId().equals("spark-admin"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.isPublicClient()).isTrue();
                    assertThat(it.isStandardFlowEnabled()).isFalse();
                    assertThat(it.isServiceAccountsEnabled()).isFalse();
                    assertThat(it.getAttributes())
                            .containsEntry("oauth2.device.authorization.grant.enabled", "true")
                            .containsEntry("display.on.consent.screen", "true");
                });
        assertThat(installation.getClients()).noneMatch(it -> it.getClientId().equals("spark-admin-machine"));
        assertThat(installation.getUsers())
                .flatExtracting(UserRepresentation::getRealmRoles)
                .doesNotContainAnyElementsOf(ScopeRoles.ofOperators());
        assertThat(local.getUsers())
                .filteredOn(it -> it.getUsername().equals("service-account-spark-admin-machine"))
                .singleElement()
                .satisfies(it -> assertThat(it.getRealmRoles()).containsAll(ScopeRoles.ofOperators()));
    }

    @Test
    void noSecretIsWrittenIntoTheRealmOfAnInstallation() {
        assertThat(installation.getClients())
                .extracting(ClientRepresentation::getSecret)
                .allMatch(secret -> secret == null || secret.matches("\\$\\{[A-Z_]+}"));
    }
}
