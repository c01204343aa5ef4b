package org.sparkall.auth.authorization;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.Grants;
import org.sparkall.auth.protocol.ProtocolException;

/** Reads and judges {@code grant_management_action} and {@code grant_id} of authorization requests (Grant Management for OAuth 2.0). */
@ApplicationScoped
class GrantActions {

    private static final ErrorObject INVALID_GRANT_ID = new ErrorObject(
            "invalid_grant_id", "The grant is unknown, has ended, or is not this person's for this integration.", 400);

    private final Grants grants;

    GrantActions(Grants grants) {
        this.grants = grants;
    }

    /**
     * What a request wants.
     *
     * @param clientId the integration that asks: a grant of another is none
     * @throws ProtocolException {@code invalid_request} or {@code invalid_grant_id}
     */
    GrantAction of(Map<String, List<String>> parameters, String clientId) {
        String action = MultivaluedMapUtils.getFirstValue(parameters, "grant_management_action");
        String grantId = MultivaluedMapUtils.getFirstValue(parameters, "grant_id");
        String includeGranted = MultivaluedMapUtils.getFirstValue(parameters, "include_granted_scopes");
        if (action != null && includeGranted != null) {
            throw invalidRequest("grant_management_action says already what include_granted_scopes would.");
        }
        return switch (action) {
            case null -> {
                if (grantId != null) throw invalidRequest("grant_id needs grant_management_action.");
                yield new GrantAction.Usual(flag(includeGranted));
            }
            case "create" -> {
                if (grantId != null) throw invalidRequest("A grant that is created has no grant_id yet.");
                yield new GrantAction.Create();
            }
            case "replace" -> new GrantAction.Replace(require(grantId, clientId));
            case "merge" -> new GrantAction.Merge(require(grantId, clientId));
            default -> throw invalidRequest("grant_management_action is create, replace or merge.");
        };
    }

    /** Why the signed-in person's flow cannot go on; empty when it can. */
    Optional<ErrorObject> refusal(Requested request, String person) {
        UUID grantId = request.grantId();
        if (grantId == null) return Optional.empty();
        boolean theirs = grants.standing(grantId)
                .filter(it -> it.person().equals(person))
                .isPresent();
        return theirs ? Optional.empty() : Optional.of(INVALID_GRANT_ID);
    }

    private Grant require(@Nullable String grantId, String clientId) {
        if (grantId == null) throw invalidRequest("grant_id says which grant is meant; it is missing.");
        return id(grantId)
                .flatMap(grants::standing)
                .filter(it -> it.clientId().equals(clientId))
                .orElseThrow(() -> new ProtocolException(INVALID_GRANT_ID));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Boolean flag(@Nullable String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            case null -> null;
            default -> throw invalidRequest("include_granted_scopes is true or false.");
        };
    }

    private static ProtocolException invalidRequest(String description) {
        return new ProtocolException(OAuth2Error.INVALID_REQUEST.setDescription(description));
    }
}
