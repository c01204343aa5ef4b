package org.sparkall.localstack.journey;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** How an integration says who it is (RFC 6749 section 2.3): by fields of the form or headers of the request. */
@FunctionalInterface
public interface ClientProof {

    /**
     * Adds itself to a request.
     *
     * @param clientId who it is
     * @param fields the form's
     * @param headers the request's
     */
    void addTo(String clientId, Map<String, Object> fields, Map<String, String> headers);

    /** A secret in the form. */
    static ClientProof post(String secret) {
        return (clientId, fields, headers) -> {
            fields.put("client_id", clientId);
            fields.put("client_secret", secret);
        };
    }

    /** A secret in the Authorization header. */
    static ClientProof basic(String secret) {
        return (clientId, fields, headers) -> {
            String pair = encode(clientId) + ":" + encode(secret);
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        };
    }

    /** None: a public client says its name. */
    static ClientProof none() {
        return (clientId, fields, headers) -> fields.put("client_id", clientId);
    }

    /** A JWT that it signed (RFC 7523 section 2.2). */
    static ClientProof assertion(String jwt) {
        return (clientId, fields, headers) -> {
            fields.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            fields.put("client_assertion", jwt);
        };
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
