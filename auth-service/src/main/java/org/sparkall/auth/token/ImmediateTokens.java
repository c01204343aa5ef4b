package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.proof.DpopProofs;
import org.sparkall.auth.protocol.FormRequest;
import org.sparkall.auth.protocol.ProtocolAnswers;
import org.sparkall.problem.ImmediateAnswers;

/** Tokens for clients that are kept in memory and speak for themselves; all other requests are {@link TokenResource}'s (decision 33). */
@Singleton
class ImmediateTokens extends ImmediateAnswers {

    /** After all that guards this service's endpoints, before Quarkus asks who is calling: a client says so in its own way. */
    private static final int PRIORITY = 900;

    private static final String PATH = "/v1/access_token";
    private static final List<String> FORM = List.of("application/x-www-form-urlencoded");
    private static final String TYPE = "grant_type=client_credentials";

    private final TokenIssuance issuance;
    private final URL issuer;

    ImmediateTokens(TokenIssuance issuance, TokenSettings settings) throws MalformedURLException {
        super(PATH, PRIORITY);
        this.issuance = issuance;
        this.issuer = settings.issuer().toURL();
    }

    /** One credential at most, in a form that is written as nearly everybody writes it, and no proof. */
    @Override
    protected boolean mayAnswer(RoutingContext context) {
        MultiMap headers = context.request().headers();
        return headers.getAll(HttpHeaders.CONTENT_TYPE).equals(FORM)
                && headers.getAll(HttpHeaders.AUTHORIZATION).size() <= 1
                && !headers.contains(DpopProofs.HEADER);
    }

    @Override
    protected boolean answer(RoutingContext context, Buffer body) {
        HttpServerRequest request = context.request();
        String form = body.toString();
        if (!form.contains(TYPE)) return false;
        Optional<AccessTokenResponse> token = issuance.answerAtOnce(FormRequest.parse(
                issuer,
                request.getHeader(HttpHeaders.CONTENT_TYPE),
                request.getHeader(HttpHeaders.AUTHORIZATION),
                form,
                TokenRequest::parse));
        token.ifPresent(it -> ProtocolAnswers.send(it, context.response()));
        return token.isPresent();
    }
}
