package org.sparkall.consent.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.record.Consent;

/**
 * What auth-service is told; members depend on the status.
 *
 * @param status {@code granted}, {@code declined} or {@code pending}
 * @param consentUri the page where the person answers, when it is pending
 * @param expiresIn seconds that the page is good for
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentReply(
        String status,
        @Nullable UUID id,
        @Nullable URI consentUri,
        @Nullable Long expiresIn,
        @Nullable String reference,
        @Nullable String person,
        @Nullable String clientId,
        @Nullable UUID consentId,
        @Nullable Long revision,
        @Nullable Integer catalogVersion,
        @Nullable List<String> scopes,
        @Nullable List<String> expanded) {

    boolean isPending() {
        return status.equals("pending");
    }

    static ConsentReply pending(UUID id, URI page, long expiresIn) {
        return new ConsentReply("pending", id, page, expiresIn, null, null, null, null, null, null, null, null);
    }

    /** @param revision the consent's, as others are told it */
    static ConsentReply standing(Consent it, long revision, List<String> scopes, List<String> expanded) {
        return new ConsentReply(
                "granted",
                null,
                null,
                null,
                null,
                it.person(),
                it.clientId(),
                it.id(),
                revision,
                it.catalogVersion(),
                scopes,
                expanded);
    }

    static ConsentReply of(Answer it) {
        return new ConsentReply(
                it.granted() ? "granted" : "declined",
                it.requestId(),
                null,
                null,
                it.reference(),
                it.person(),
                it.clientId(),
                it.consentId(),
                it.revision(),
                it.catalogVersion(),
                it.scopes(),
                it.expanded());
    }
}
