package org.sparkall.auth.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.SerializeException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.TokenSchemeError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Writes the SDK's messages as HTTP answers that no cache keeps. */
public final class ProtocolAnswers {

    private static final ObjectWriter JSON = new ObjectMapper().writer();

    private ProtocolAnswers() {}

    /** The answer that carries this message. */
    public static jakarta.ws.rs.core.Response of(Response message) {
        HTTPResponse http = wireForm(message);
        jakarta.ws.rs.core.Response.ResponseBuilder answer = jakarta.ws.rs.core.Response.status(http.getStatusCode());
        http.getHeaderMap().forEach((name, values) -> values.forEach(value -> answer.header(name, value)));
        if (http.getBody() != null) answer.entity(http.getBody());
        return answer.header(HttpHeaders.CACHE_CONTROL, null)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", null)
                .header("Pragma", "no-cache")
                .build();
    }

    /**
     * Sends the answer of a request that succeeded, which has its wire form already. Jackson writes it: the SDK's own JSON takes longer over a long
     * token than signing it does.
     *
     * @param message the members of its JSON object
     */
    public static Consumer<HttpServerResponse> sending(Map<String, Object> message) {
        Buffer body = Buffer.buffer(written(message));
        return answer -> answer.putHeader(HttpHeaders.CONTENT_TYPE, ContentType.APPLICATION_JSON.toString())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Pragma", "no-cache")
                .end(body);
    }

    private static byte[] written(Map<String, Object> message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of our own making must have a wire form", e);
        }
    }

    private static HTTPResponse wireForm(Response message) {
        try {
            return message.toHTTPResponse();
        } catch (SerializeException e) {
            throw new IllegalStateException("a message of our own making must have a wire form", e);
        }
    }

    /** Answers a refused protocol request; a client that failed to authenticate is told how (RFC 6749 section 5.2). */
    @ServerExceptionMapper
    public jakarta.ws.rs.core.Response refused(ProtocolException refusal) {
        ErrorObject error = refusal.error();
        if (error instanceof TokenSchemeError challenge) return challenge(challenge);
        jakarta.ws.rs.core.Response answer = of(new TokenErrorResponse(error));
        if (!error.getCode().equals(OAuth2Error.INVALID_CLIENT.getCode())) return answer;
        return jakarta.ws.rs.core.Response.fromResponse(answer)
                .header(HttpHeaders.WWW_AUTHENTICATE, null)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"spark-all\", charset=\"UTF-8\"")
                .build();
    }

    /** Tells who came with no or a bad token what to come with (RFC 6750 section 3, RFC 9449 section 7.1). */
    private static jakarta.ws.rs.core.Response challenge(TokenSchemeError error) {
        jakarta.ws.rs.core.Response.ResponseBuilder answer = jakarta.ws.rs.core.Response.status(
                        error.getHTTPStatusCode())
                .header(HttpHeaders.WWW_AUTHENTICATE, error.toWWWAuthenticateHeader())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (error.getCode() != null) {
            answer.type(MediaType.APPLICATION_JSON).entity(error.toJSONObject().toJSONString());
        }
        return answer.build();
    }
}
