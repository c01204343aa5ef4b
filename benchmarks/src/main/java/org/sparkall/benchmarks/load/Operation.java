package org.sparkall.benchmarks.load;

/** What is asked of a contender. */
enum Operation {
    CLIENT_CREDENTIALS("client_credentials"),
    INTROSPECTION("introspection"),
    REFRESH("refresh with rotation"),
    CODE_FLOW("code flow with standing consent"),
    DECISION("AuthZEN decision"),
    DECISIONS("AuthZEN decisions, 100 in one request"),
    EMPTY("empty endpoint"),
    GUARDED("empty endpoint behind the same checks, metrics and traces"),
    SIGNATURE("endpoint with one ES256 signature"),
    COMMIT("endpoint with one commit");

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
