package org.sparkall.auth.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.protocol.BodyType;
import org.sparkall.auth.protocol.ProtocolException;

/** Reads client metadata: JSON that says everything once and holds no control character, in the SDK's terms. */
@ApplicationScoped
class ClientMessages {

    private final ObjectMapper json;

    ClientMessages(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param body the body as it came, null when there was none
     * @throws ProtocolException {@code invalid_request} when it is no such message, else what is wrong with the metadata
     */
    ClientMessage parse(HttpHeaders headers, @Nullable String body) {
        if (!BodyType.is(ContentType.APPLICATION_JSON, headers.getHeaderString(HttpHeaders.CONTENT_TYPE)))
            throw invalidRequest("The body must be application/json.");
        ObjectNode members = members(body == null ? "" : body);
        if (holdsControlCharacter(members)) throw invalidRequest("A text holds a control character.");
        members.properties().removeIf(it -> it.getValue().isNull());
        members.properties().stream()
                .filter(it -> holdsNull(it.getValue()))
                .findFirst()
                .ifPresent(it -> {
                    throw MetadataErrors.invalidMetadata(it.getKey() + ": must not hold null.");
                });
        UnsupportedMetadata.check(members);
        return new ClientMessage(members, metadata(members));
    }

    private ObjectNode members(String body) {
        try {
            if (json.readTree(body) instanceof ObjectNode members) return members;
        } catch (JsonProcessingException e) {
            // The parser's message would quote the body.
        }
        throw invalidRequest("The body must be one JSON object that names no member twice.");
    }

    private static boolean holdsControlCharacter(JsonNode node) {
        if (node.isTextual()) return node.textValue().chars().anyMatch(Character::isISOControl);
        return StreamSupport.stream(node.spliterator(), false).anyMatch(ClientMessages::holdsControlCharacter);
    }

    private static boolean holdsNull(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).anyMatch(it -> it.isNull() || holdsNull(it));
    }

    private static OIDCClientMetadata metadata(ObjectNode members) {
        try {
            return OIDCClientMetadata.parse(JSONObjectUtils.parse(members.toString()));
        } catch (ParseException e) {
            ErrorObject error = e.getErrorObject();
            throw error == null
                    ? MetadataErrors.invalidMetadata(e.getMessage())
                    : MetadataErrors.of(error, error.getDescription());
        } catch (IllegalArgumentException e) {
            // Some of the SDK's value types refuse what they are made of without saying so in their parsers.
            throw MetadataErrors.invalidMetadata("A member is malformed.");
        }
    }

    private static ProtocolException invalidRequest(String description) {
        return new ProtocolException(OAuth2Error.INVALID_REQUEST.setDescription(description));
    }
}
