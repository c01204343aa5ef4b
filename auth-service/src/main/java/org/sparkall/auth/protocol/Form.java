package org.sparkall.auth.protocol;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A posted form for the SDK's parsers. They ask for the same things again and again, which {@link HTTPRequest} works out each time, and no
 * message that was parsed is asked where it was sent to: all forms have the same address.
 */
final class Form extends HTTPRequest {

    private static final URI ADDRESS = URI.create("http://issuer.invalid/");
    private static final URL LOCATION = location();

    private @Nullable Map<String, List<String>> parameters;

    Form(@Nullable String authorization, String body) {
        super(Method.POST, LOCATION);
        if (authorization != null) setAuthorization(authorization);
        setBody(body);
    }

    @Override
    public URI getURI() {
        return ADDRESS;
    }

    @Override
    public ContentType getEntityContentType() {
        return ContentType.APPLICATION_URLENCODED;
    }

    /** Each who asks has a map of its own: some parsers take out what they have read. */
    @Override
    public Map<String, List<String>> getBodyAsFormParameters() throws ParseException {
        if (parameters == null) parameters = super.getBodyAsFormParameters();
        return new HashMap<>(parameters);
    }

    private static URL location() {
        try {
            return ADDRESS.toURL();
        } catch (MalformedURLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
