package org.sparkall.auth.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.sparkall.auth.secret.Secret;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RegistrationTokensTest {

    @Inject
    InitialTokens initialTokens;

    @Inject
    RegistrationTokens registrationTokens;

    @Inject
    Jdbi jdbi;

    @Test
    void registrationAccessTokensOfDeletedIntegrationsAreForgottenAndOthersAreNot() {
        String standing = withToken("enabled");
        String deleted = withToken("deleted");
        registrationTokens.forgetThoseOfDeletedIntegrations();
        assertThat(tokensOf(standing)).isOne();
        assertThat(tokensOf(deleted)).isZero();
    }

    @Test
    void onlyHashesAreKept() {
        Secret initial =
                initialTokens.issue("hashed", "", 1, Duration.ofHours(1)).secret();
        String client = withToken("enabled");
        Secret first = new Secret("first");
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE registration_access_token SET token_hash = ? WHERE client_id = ?",
                first.hash().bytes(),
                client));
        Secret next = jdbi.inTransaction(tx -> registrationTokens.rotate(
                tx, client, registrationTokens.check(tx, client, first).orElseThrow()));
        String all = jdbi.withHandle(handle -> handle.createQuery("SELECT (SELECT string_agg(t::text, ' ') FROM"
                        + " initial_access_token t) || (SELECT string_agg(t::text, ' ') FROM"
                        + " registration_access_token t)")
                .mapTo(String.class)
                .one());
        assertThat(all).isNotEmpty().doesNotContain(initial.value(), next.value());
        jdbi.useTransaction(
                tx -> assertThat(registrationTokens.check(tx, client, next)).isPresent());
    }

    private String withToken(String status) {
        String clientId = UUID.randomUUID().toString();
        jdbi.useTransaction(tx -> {
            tx.createUpdate("INSERT INTO integration (id, client_id, owner, name, description, client_type,"
                            + " redirect_uris, scopes, features, status, revision, created_at, updated_at)"
                            + " VALUES (:id, :client, 'dev', 'Test', 'Test', 'confidential', '{}', '{spark:all}',"
                            + " '{}', :status, 1, now(), now())")
                    .bind("id", UUID.randomUUID())
                    .bind("client", clientId)
                    .bind("status", status)
                    .execute();
            registrationTokens.issue(tx, clientId);
        });
        return clientId;
    }

    private long tokensOf(String clientId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM registration_access_token WHERE client_id = :client")
                        .bind("client", clientId)
                        .mapTo(Long.class)
                        .one());
    }
}
