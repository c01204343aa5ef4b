package org.sparkall.auth.token;

import java.util.List;

/** The scopes by which integrations look after their grants themselves: no person grants them (Grant Management for OAuth 2.0). */
public final class ManagementScopes {

    public static final String QUERY = "grant_management_query";
    public static final String REVOKE = "grant_management_revoke";

    /** All of them. */
    public static final List<String> ALL = List.of(QUERY, REVOKE);

    private ManagementScopes() {}
}
