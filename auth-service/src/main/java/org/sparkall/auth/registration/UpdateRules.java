package org.sparkall.auth.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.sparkall.auth.integration.ClientType;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.secret.Secret;

/** What a client that changes its registration must and must not say (RFC 7592 section 2.2). */
final class UpdateRules {

    private static final Secret.Hash NO_SECRET = Secret.random().hash();
    private static final List<String> OURS = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private UpdateRules() {}

    /**
     * @throws ProtocolException {@code invalid_client_metadata}
     */
    static void check(ClientMessage message, Integration present) {
        if (!message.members().path("client_id").asText().equals(present.clientId())) {
            throw MetadataErrors.invalidMetadata("client_id: must be the one of this client.");
        }
        for (String name : OURS) {
            if (message.has(name)) throw MetadataErrors.invalidMetadata(name + ": must not be sent.");
        }
        Optional<JsonNode> secret = Optional.ofNullable(message.members().get("client_secret"));
        if (secret.isPresent()
                && !present.secretHash()
                        .orElse(NO_SECRET)
                        .matches(new Secret(secret.get().asText()))) {
            throw MetadataErrors.invalidMetadata("client_secret: must be the present one, or left out.");
        }
        // Its refresh tokens could then be used by whoever has them.
        boolean wouldBePublic = "none"
                .equals(message.members().path("token_endpoint_auth_method").asText());
        if (wouldBePublic && present.type() == ClientType.CONFIDENTIAL) {
            throw MetadataErrors.invalidMetadata(
                    "token_endpoint_auth_method: a client that authenticates cannot become one that does not.");
        }
    }
}
