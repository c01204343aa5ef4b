package org.sparkall.auth.integration;

import java.util.List;
import java.util.Map;
import org.sparkall.problem.Problem;
import org.sparkall.problem.ProblemException;
import org.sparkall.scope.Violation;

/** The problems of the registry (RFC 9457). */
final class SelectionProblem {

    private SelectionProblem() {}

    /** 422: the selection breaks a rule; every broken rule is listed. */
    static ProblemException of(List<Violation> violations) {
        List<Item> items = violations.stream()
                .map(it -> new Item(it.rule().wireName(), it.scopes(), it.message()))
                .toList();
        return new ProblemException(Problem.of(
                "scope-selection", "The selection of scopes is not allowed", 422, null, Map.of("violations", items)));
    }

    static ProblemException typeIsFixed() {
        return conflict("client-type-fixed", "An integration's client_type stays as it was registered");
    }

    static ProblemException hasNoSecret() {
        return conflict("no-secret", "This integration does not authenticate with a secret");
    }

    private static ProblemException conflict(String type, String title) {
        return new ProblemException(Problem.of(type, title, 409, null, Map.of()));
    }

    /** A broken rule as JSON carries it. */
    public record Item(String rule, List<String> scopes, String message) {}
}
