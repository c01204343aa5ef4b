package org.sparkall.policy.decision;

import java.util.Map;
import org.sparkall.problem.Problem;
import org.sparkall.problem.ProblemException;

/** Requests that AuthZEN 1.0 section 10.1.2 answers with 400. The error message is the problem's detail. */
final class BadRequests {

    private BadRequests() {}

    static ProblemException because(String message) {
        return new ProblemException(Problem.of("validation", "The request is not valid", 400, message, Map.of()));
    }
}
