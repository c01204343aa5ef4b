package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.TokenRequest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.sparkall.auth.proof.DpopProofs;
import org.sparkall.auth.protocol.FormRequest;
import org.sparkall.problem.EarlyAnswers;

/** Tokens for clients that are kept in memory and show their secret, and no proof; all other requests are {@link TokenResource}'s (decision 33). */
@Singleton
class EarlyTokens extends EarlyAnswers {

    private final TokenIssuance issuance;

    EarlyTokens(TokenIssuance issuance, @VirtualThreads ExecutorService waiting) {
        super(TokenResource.PATH, waiting);
        this.issuance = issuance;
    }

    @Override
    protected boolean mayAnswer(RoutingContext context) {
        return isUsual(context.request());
    }

    /** A form as nearly everybody sends it, without a proof. */
    static boolean isUsual(HttpServerRequest request) {
        return FormRequest.isUsual(request) && !request.headers().contains(DpopProofs.HEADER);
    }

    @Override
    protected Optional<Ready> read(RoutingContext context, Buffer body) {
        HttpServerRequest request = context.request();
        String form = body.toString();
        return FormRequest.mayShowSecret(request, form)
                ? issuance.ready(FormRequest.parseUsual(request, form, TokenRequest::parse))
                : Optional.empty();
    }
}
