package org.sparkall.auth.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.statement.SqlStatement;

/** The columns that say who signed in: the same in every table that has them. */
public final class SignInColumns {

    private SignInColumns() {}

    public static <S extends SqlStatement<S>> S bind(S statement, SignIn it) {
        return statement
                .bind("person", it.person())
                .bind("organization", it.organizationAlias())
                .bind("authenticatedAt", it.authenticatedAt().atOffset(ZoneOffset.UTC))
                .bind("acr", it.acr())
                .bind("sessionId", it.sessionId());
    }

    public static SignIn read(ResultSet row) throws SQLException {
        return new SignIn(
                row.getString("person"),
                row.getString("organization"),
                row.getObject("authenticated_at", OffsetDateTime.class).toInstant(),
                row.getString("acr"),
                row.getString("session_id"));
    }
}
