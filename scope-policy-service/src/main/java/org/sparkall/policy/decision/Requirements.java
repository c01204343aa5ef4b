package org.sparkall.policy.decision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.policy.decision.EvaluationRequest.Action;

/** Checks what a request must have (AuthZEN 1.0 section 5) and finds the first thing that is wrong. */
final class Requirements {

    private @Nullable String problem;

    /** The first thing that is wrong, in a sentence. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    Requirements entity(String name, @Nullable Entity entity) {
        return type(name, entity).present(name + ".id", entity == null ? null : entity.id(), Entity.LONGEST_ID);
    }

    /** An entity that is looked for: its id does not matter. */
    Requirements type(String name, @Nullable Entity entity) {
        return there(name, entity).present(name + ".type", entity == null ? null : entity.type(), Entity.LONGEST_TYPE);
    }

    Requirements action(@Nullable Action action) {
        return there("action", action)
                .present("action.name", action == null ? null : action.name(), Action.LONGEST_NAME);
    }

    Requirements context(RequestContext context) {
        return atMost("context.client_id", context.clientId(), RequestContext.LONGEST_CLIENT_ID)
                .atMost("context.grant_id", context.grantId(), RequestContext.LONGEST_GRANT_ID)
                .atMost("context.token", context.token(), RequestContext.LONGEST_TOKEN);
    }

    /** A text that was found to be there. */
    String text(@Nullable String checked) {
        if (checked == null) throw new IllegalStateException("not checked");
        return checked;
    }

    private Requirements there(String name, @Nullable Object member) {
        return member == null ? wrong(name + " is missing.") : this;
    }

    private Requirements present(String name, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) return wrong(name + " is missing.");
        return atMost(name, value, longest);
    }

    private Requirements atMost(String name, @Nullable String value, int longest) {
        if (value == null || value.length() <= longest) return this;
        return wrong(name + " has more than " + longest + " characters.");
    }

    private Requirements wrong(String sentence) {
        if (problem == null) problem = sentence;
        return this;
    }
}
