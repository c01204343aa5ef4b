package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AuthZEN 1.0 access evaluation request (section 6.1), or one of many, in which what is missing is taken from the whole (section 7.1).
 * Members that are not known are passed over.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EvaluationRequest(
        @Nullable Entity subject,
        @Nullable Action action,
        @Nullable Entity resource,
        @Nullable RequestContext context) {

    static final EvaluationRequest EMPTY = new EvaluationRequest(null, null, null, null);

    /** What shall be done: the name of a scope or a feature. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Action(@Nullable String name) {

        static final int LONGEST_NAME = 128;
    }

    /** A request that was read: a question, or what keeps it from being one. */
    sealed interface Reading {

        record Good(Question question) implements Reading {}

        record Bad(String message) implements Reading {}
    }

    /** This request, with what it leaves out taken from the other: whole members, and of entities the type and the id. */
    EvaluationRequest orElse(EvaluationRequest defaults) {
        return new EvaluationRequest(
                Entity.merge(subject, defaults.subject),
                action == null ? defaults.action : action,
                Entity.merge(resource, defaults.resource),
                context == null ? defaults.context : context);
    }

    boolean wantsExplanation() {
        return context != null && context.wantsExplanation();
    }

    boolean showsToken() {
        return context != null && context.token() != null;
    }

    Reading read() {
        RequestContext known = context == null ? RequestContext.EMPTY : context;
        Requirements requirements = new Requirements()
                .entity("subject", subject)
                .action(action)
                .entity("resource", resource)
                .context(known);
        if (requirements.problem().isPresent()) {
            return new Reading.Bad(requirements.problem().get());
        }
        return new Reading.Good(new Question(
                requirements.text(subject == null ? null : subject.type()),
                requirements.text(subject == null ? null : subject.id()),
                requirements.text(action == null ? null : action.name()),
                Optional.ofNullable(known.clientId()),
                Optional.ofNullable(known.grantId()),
                known.shown()));
    }
}
