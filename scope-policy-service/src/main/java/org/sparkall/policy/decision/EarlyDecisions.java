package org.sparkall.policy.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.sparkall.identity.RememberedCallers;
import org.sparkall.policy.decision.EvaluationRequest.Reading;
import org.sparkall.problem.EarlyAnswers;

/**
 * Single decisions for callers who were here within the minute: all they need is in memory, but for the key of a token that is shown, which
 * may have to be fetched. Those, questions that are none, and other callers are {@link DecisionResource}'s (decision 33).
 */
@Singleton
class EarlyDecisions extends EarlyAnswers {

    private static final String PATH = "/access/v1/evaluation";
    private static final String JSON = "application/json";

    private final RememberedCallers callers;
    private final CountedDecisions decisions;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    EarlyDecisions(
            RememberedCallers callers,
            CountedDecisions decisions,
            ObjectMapper json,
            @VirtualThreads ExecutorService waiting) {
        super(PATH, waiting);
        this.callers = callers;
        this.decisions = decisions;
        this.reader = json.readerFor(EvaluationRequest.class);
        this.writer = json.writerFor(Decision.class);
    }

    @Override
    protected boolean mayAnswer(RoutingContext context) {
        return callers.known(context)
                        .filter(it -> it.hasRole(DecisionResource.ROLE))
                        .isPresent()
                && takesJson(context.request());
    }

    @Override
    protected Optional<Ready> read(RoutingContext context, Buffer body) {
        try {
            EvaluationRequest request = reader.readValue(body.getBytes());
            return request != null && !request.showsToken() && request.read() instanceof Reading.Good it
                    ? Optional.of(new Ready(false, () -> answer(it.question(), request.wantsExplanation())))
                    : Optional.empty();
        } catch (IOException e) {
            // Not a question.
            return Optional.empty();
        }
    }

    private Consumer<HttpServerResponse> answer(Question question, boolean explain) {
        Buffer decision = Buffer.buffer(written(decisions.decide(question, explain, decisions.forRequest())));
        return response -> response.putHeader(HttpHeaders.CONTENT_TYPE, JSON + ";charset=UTF-8")
                .end(decision);
    }

    private byte[] written(Decision decision) {
        try {
            return writer.writeValueAsBytes(decision);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decision can be written", e);
        }
    }
}
