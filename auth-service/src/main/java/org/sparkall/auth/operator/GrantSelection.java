package org.sparkall.auth.operator;

import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Which standing grants are meant: those of a person, of an integration, or of both together.
 *
 * @param person the person's subject; null for everybody's
 * @param clientId the integration's client identifier; null for all
 */
record GrantSelection(@Nullable String person, @Nullable String clientId) {

    GrantSelection {
        if (person == null && clientId == null) throw new IllegalArgumentException("neither person nor integration");
    }

    /** Its condition on the table {@code g}: only what is named, so that the database can take the index for it. */
    String condition() {
        return (person == null ? "" : "g.person = :person AND ")
                + (clientId == null ? "" : "g.client_id = :client AND ")
                + "g.ended_at IS NULL";
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        if (person != null) statement.bind("person", person);
        if (clientId != null) statement.bind("client", clientId);
        return statement;
    }
}
