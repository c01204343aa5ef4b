package org.sparkall.auth.integration;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.id.Identifier;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.sparkall.key.SigningAlgorithm;

/** The columns of an integration that say how it speaks the protocol. */
final class ClientSettingsColumns {

    private ClientSettingsColumns() {}

    static <S extends SqlStatement<S>> S bind(S statement, ClientSettings it) {
        return statement
                .bind("authMethod", it.authentication().wireName())
                .bind("jwks", it.keys().map(keys -> keys.toString(true)).orElse(null))
                .bindArray(
                        "grantTypes",
                        String.class,
                        it.grantTypes().stream().map(Identifier::getValue).toList())
                .bind("requirePushed", it.requiresPushedRequests())
                .bind("dpopBound", it.bindsAccessTokens())
                .bindArray(
                        "postLogout",
                        String.class,
                        it.postLogoutRedirectUris().stream().map(URI::toString).toList())
                .bind(
                        "backchannelLogout",
                        it.backchannelLogoutUri().map(URI::toString).orElse(null))
                .bind("idTokenAlg", it.idTokenAlgorithm().name());
    }

    static ClientSettings read(ResultSet row) throws SQLException {
        return new ClientSettings(
                AuthenticationMethod.ofWireName(row.getString("auth_method")),
                Optional.ofNullable(row.getString("jwks")).map(ClientSettingsColumns::keys),
                IntegrationStore.texts(row, "grant_types")
                        .flatMap(it -> GrantTypes.ofWireName(it).stream())
                        .toList(),
                row.getBoolean("require_pushed"),
                row.getBoolean("dpop_bound"),
                IntegrationStore.texts(row, "post_logout_redirect_uris")
                        .map(URI::create)
                        .toList(),
                Optional.ofNullable(row.getString("backchannel_logout_uri")).map(URI::create),
                SigningAlgorithm.valueOf(row.getString("id_token_alg")));
    }

    private static JWKSet keys(String json) {
        try {
            return JWKSet.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("the keys were validated before they were kept", e);
        }
    }
}
