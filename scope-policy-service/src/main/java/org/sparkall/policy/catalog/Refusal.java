package org.sparkall.policy.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * Why a change of the catalog is refused.
 *
 * @param names the scopes, aggregates or features it is about
 * @param message one sentence for an operator
 */
public record Refusal(
        @JsonProperty Rule rule,
        @JsonProperty List<String> names,
        @JsonProperty String message) {

    public Refusal {
        names = List.copyOf(names);
    }

    /** The rules by their names on the wire. */
    public enum Rule {
        /** There is nothing of this name to remove. */
        NOT_IN_CATALOG,
        /** The name stands for a thing of another sort. */
        NAME_TAKEN,
        /** The name once stood for something that was removed. */
        NAME_RETIRED,
        /** A scope or aggregate without a colon: such a name could be that of a role, or of a client scope, of Keycloak's realm. */
        NAME_UNQUALIFIED,
        /** A scope's kind never changes. */
        KIND_IS_FIXED,
        /** A scope that the protocol itself needs is not removed. */
        PROTOCOL_SCOPE,
        /** Somebody would lose a scope that has not been deprecated long enough. */
        DEPRECATION_REQUIRED,
        /** Somebody's agreement names the aggregate, or an integration registers it. */
        AGGREGATE_IN_USE,
        /** An aggregate that covers every user scope goes on doing so (R1). */
        COVERS_EVERY_USER_SCOPE,
        /** What comes out is no catalog: an aggregate or a feature refers to what is not there, or to an admin scope (R2). */
        NO_CATALOG,
        /** The catalog would hold more scopes than it may. */
        CATALOG_FULL;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
