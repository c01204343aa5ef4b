package org.sparkall.scope;

import java.util.Locale;

/** Whose power a scope speaks of. Only {@link #USER} scopes may stand inside {@code spark:all} (rules R1 and R2). */
public enum ScopeKind {
    /** What a person may do with their own account. */
    USER,
    /** What an administrator may do in their organisation. */
    ADMIN,
    /** What a compliance officer may see and do. */
    COMPLIANCE,
    /** What only says who a person is, such as {@code openid}: stands beside every other scope, and everybody can grant it. */
    IDENTITY;

    /** Whether scopes of this kind are add-ons: never inside an aggregate, and chosen one by one (rule R2). */
    public boolean isAddOn() {
        return this == ADMIN || this == COMPLIANCE;
    }

    /** Whether a person needs a role of the scope's name to grant it (rule R7). Everybody can say who they are. */
    public boolean needsRole() {
        return this != IDENTITY;
    }

    /** The kind as JSON carries it: the name in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind with this wire name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ScopeKind ofWireName(String wireName) {
        for (ScopeKind kind : values()) {
            if (kind.wireName().equals(wireName)) return kind;
        }
        throw new IllegalArgumentException("a scope's kind is user, admin, compliance or identity");
    }
}
