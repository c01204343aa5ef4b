package org.sparkall.auth.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import java.util.Map;
import java.util.Set;
import org.sparkall.auth.protocol.ProtocolException;

/**
 * What is refused, and not ignored as RFC 7591 section 2 asks of metadata that a server does not know: what would have the client believe
 * in a protection or a way of working that it does not get.
 */
final class UnsupportedMetadata {

    /** Refused whatever they say. */
    private static final Set<String> MEMBERS = Set.of(
            "signed_jwks_uri",
            "sector_identifier_uri",
            "id_token_encrypted_response_alg",
            "id_token_encrypted_response_enc",
            "userinfo_signed_response_alg",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "authorization_signed_response_alg",
            "authorization_encrypted_response_alg",
            "authorization_encrypted_response_enc",
            "introspection_encrypted_response_alg",
            "introspection_encrypted_response_enc",
            "request_object_signing_alg",
            "request_object_encryption_alg",
            "request_object_encryption_enc",
            "request_uris",
            "default_max_age",
            "default_acr_values",
            "authorization_details_types");

    /** Refused unless they say what holds anyway. */
    private static final Map<String, JsonNode> ONLY = Map.of(
            "introspection_signed_response_alg",
            TextNode.valueOf("ES256"),
            "subject_type",
            TextNode.valueOf("public"),
            "require_signed_request_object",
            BooleanNode.FALSE,
            "tls_client_certificate_bound_access_tokens",
            BooleanNode.FALSE);

    private UnsupportedMetadata() {}

    /**
     * @throws ProtocolException naming the first that cannot be had
     */
    static void check(ObjectNode members) {
        if (members.has("software_statement")) {
            throw MetadataErrors.of(
                    RegistrationError.UNAPPROVED_SOFTWARE_STATEMENT,
                    "software_statement: software statements are not supported.");
        }
        if (members.has("jwks_uri")) {
            throw MetadataErrors.invalidMetadata("jwks_uri: keys are never fetched; send them by value, in jwks.");
        }
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            String name = member.getKey();
            if (MEMBERS.contains(name)) throw MetadataErrors.invalidMetadata(name + ": is not supported.");
            JsonNode only = ONLY.get(name);
            if (only != null && !only.equals(member.getValue())) {
                throw MetadataErrors.invalidMetadata(name + ": can only be " + only.asText() + ".");
            }
        }
    }
}
