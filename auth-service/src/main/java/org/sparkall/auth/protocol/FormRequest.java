package org.sparkall.auth.protocol;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form that was posted to a protocol endpoint, in the SDK's terms (RFC 6749 appendix B). */
public final class FormRequest {

    private static final List<String> FORM = List.of(MediaType.APPLICATION_FORM_URLENCODED);

    private FormRequest() {}

    /** Reads one message out of a request. */
    @FunctionalInterface
    public interface Parser<T> {
        T parse(HTTPRequest request) throws ParseException;
    }

    /**
     * Parses a posted form.
     *
     * @param body the body as it came, null when there was none
     * @throws ProtocolException when it is not such a message: {@code invalid_request} or what the SDK says
     */
    public static <T> T parse(UriInfo uri, HttpHeaders headers, @Nullable String body, Parser<T> parser) {
        FormRules.checkAddress(uri.getRequestUri().getRawQuery());
        return parse(
                headers.getHeaderString(HttpHeaders.CONTENT_TYPE),
                headers.getHeaderString(HttpHeaders.AUTHORIZATION),
                body == null ? "" : body,
                parser);
    }

    private static <T> T parse(
            @Nullable String contentType, @Nullable String authorization, String body, Parser<T> parser) {
        requireForm(contentType);
        FormRules.check(authorization, body);
        try {
            return parser.parse(new Form(authorization, body));
        } catch (ParseException e) {
            throw new ProtocolException(e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject());
        } catch (IllegalArgumentException e) {
            // Some of the SDK's value types refuse what they are made of without saying so in their parsers.
            throw new ProtocolException(OAuth2Error.INVALID_REQUEST.setDescription("A parameter is malformed."));
        }
    }

    /** Whether a form comes as nearly everybody sends it: announced in the usual way, and with one credential in the headers at most. */
    public static boolean isUsual(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return headers.getAll(HttpHeaders.CONTENT_TYPE).equals(FORM)
                && headers.getAll(HttpHeaders.AUTHORIZATION).size() <= 1;
    }

    /** Whether such a form can show a client's secret (RFC 6749 section 2.3.1): others need not be parsed to see that they do not. */
    public static boolean mayShowSecret(HttpServerRequest request, String body) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization == null ? body.contains("client_secret=") : authorization.startsWith("Basic ");
    }

    /**
     * Parses such a form, posted to an address without a query.
     *
     * @throws ProtocolException when it is not such a message: {@code invalid_request} or what the SDK says
     */
    public static <T> T parseUsual(HttpServerRequest request, String body, Parser<T> parser) {
        return parse(
                request.getHeader(HttpHeaders.CONTENT_TYPE),
                request.getHeader(HttpHeaders.AUTHORIZATION),
                body,
                parser);
    }

    private static void requireForm(@Nullable String contentType) {
        // As nearly everybody writes it.
        if (MediaType.APPLICATION_FORM_URLENCODED.equals(contentType)) return;
        if (BodyType.is(ContentType.APPLICATION_URLENCODED, contentType)) return;
        throw new ProtocolException(
                OAuth2Error.INVALID_REQUEST.setDescription("The body must be application/x-www-form-urlencoded."));
    }
}
