package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.protocol.FormRequest;
import org.sparkall.auth.protocol.ProtocolAnswers;
import org.sparkall.problem.EarlyAnswers;

/** What tokens stand for, as JSON, for clients that are kept in memory and show their secret; all else is {@link IntrospectionResource}'s (decision 33). */
@Singleton
class EarlyIntrospections extends EarlyAnswers {

    private final ClientAuthenticator clients;
    private final Introspection introspection;

    EarlyIntrospections(
            ClientAuthenticator clients, Introspection introspection, @VirtualThreads ExecutorService waiting) {
        super(IntrospectionResource.PATH, waiting);
        this.clients = clients;
        this.introspection = introspection;
    }

    @Override
    protected boolean mayAnswer(RoutingContext context) {
        return EarlyTokens.isUsual(context.request()) && takesJson(context.request());
    }

    @Override
    protected Optional<Ready> read(RoutingContext context, Buffer body) {
        String form = body.toString();
        if (!FormRequest.mayShowSecret(context.request(), form)) return Optional.empty();
        TokenIntrospectionRequest request =
                FormRequest.parseUsual(context.request(), form, TokenIntrospectionRequest::parse);
        return clients.inMemory(request.getClientAuthentication())
                .map(client ->
                        new Ready(true, () -> answer(client, request.getToken().getValue())));
    }

    private Consumer<HttpServerResponse> answer(Integration client, String token) {
        clients.admit(client);
        return ProtocolAnswers.sending(
                introspection.of(token, client.clientId()::equals).toJSONObject());
    }
}
