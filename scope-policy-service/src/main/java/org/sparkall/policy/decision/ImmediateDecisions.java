package org.sparkall.policy.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sparkall.policy.decision.EvaluationRequest.Reading;
import org.sparkall.problem.ImmediateAnswers;

/**
 * Single decisions: all they need is in memory, but for the key of a token that is shown, which may have to be fetched. Those, and questions
 * that are none, are {@link DecisionResource}'s (decision 33).
 */
@Singleton
class ImmediateDecisions extends ImmediateAnswers {

    /** When Quarkus knows who is calling. */
    private static final int PRIORITY = 50;

    private static final String PATH = "/access/v1/evaluation";
    private static final String JSON = "application/json";

    private final CountedDecisions decisions;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    ImmediateDecisions(CountedDecisions decisions, ObjectMapper json) {
        super(PATH, PRIORITY);
        this.decisions = decisions;
        this.reader = json.readerFor(EvaluationRequest.class);
        this.writer = json.writerFor(Decision.class);
    }

    @Override
    protected boolean mayAnswer(RoutingContext context) {
        return mayAsk(context) && takesJson(context.request().getHeader(HttpHeaders.ACCEPT));
    }

    @Override
    protected boolean answer(RoutingContext context, Buffer body) {
        try {
            EvaluationRequest request = reader.readValue(body.getBytes());
            if (request == null || request.showsToken() || !(request.read() instanceof Reading.Good it)) return false;
            Decision decision = decisions.decide(it.question(), request.wantsExplanation(), decisions.forRequest());
            send(decision, context);
            return true;
        } catch (IOException e) {
            // Not a question.
            return false;
        }
    }

    private static boolean mayAsk(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser caller
                && caller.getSecurityIdentity().hasRole(DecisionResource.ROLE);
    }

    private static boolean takesJson(@Nullable String accepted) {
        return accepted == null || accepted.equals("*/*") || accepted.equals(JSON);
    }

    private void send(Decision decision, RoutingContext context) throws JsonProcessingException {
        byte[] answer = writer.writeValueAsBytes(decision);
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON + ";charset=UTF-8")
                .end(Buffer.buffer(answer));
    }
}
