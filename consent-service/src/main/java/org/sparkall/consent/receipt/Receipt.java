package org.sparkall.consent.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consent receipt with the fields of ISO/IEC TS 27560:2023 by their names, and beside them a proof.
 *
 * @param receiptId names this receipt: the record and its revision
 * @param schemaVersion of these fields
 * @param recordId the consent
 * @param piiPrincipalId the person's subject at Keycloak
 * @param privacyNotice where it can be read; null when the installation names none
 * @param language of the texts (BCP 47)
 * @param purposes what was agreed to; nothing when the consent does not stand
 * @param partyIdentification who takes part
 * @param events what was said and done, oldest first
 * @param proof what shows that this is what was written
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        String receiptId,
        String schemaVersion,
        UUID recordId,
        String piiPrincipalId,
        @Nullable String privacyNotice,
        String language,
        List<Purpose> purposes,
        List<Party> partyIdentification,
        List<Event> events,
        Proof proof) {

    /** The fields' version. */
    public static final String SCHEMA_VERSION = "ISO/IEC TS 27560:2023";

    public Receipt {
        purposes = List.copyOf(purposes);
        partyIdentification = List.copyOf(partyIdentification);
        events = List.copyOf(events);
    }

    /**
     * What the person's data are used for.
     *
     * @param retentionPeriod how long it lasts, in words
     * @param withdrawalMethod where it can be taken back
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Purpose(
            String purpose,
            String purposeType,
            String lawfulBasis,
            List<PiiInformation> piiInformation,
            List<String> piiControllers,
            List<String> recipientThirdParties,
            String collectionMethod,
            String processingMethod,
            String retentionPeriod,
            @Nullable String jurisdiction,
            String withdrawalMethod) {

        public Purpose {
            piiInformation = List.copyOf(piiInformation);
            piiControllers = List.copyOf(piiControllers);
            recipientThirdParties = List.copyOf(recipientThirdParties);
        }
    }

    /**
     * One scope.
     *
     * @param piiType what it opens, in words
     * @param piiAttributeId its name
     * @param piiOptional whether it could be left out by itself
     * @param includedIn the aggregate scope that opens it; null when it was agreed to by its own name
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PiiInformation(
            String piiType,
            String piiAttributeId,
            boolean piiOptional,
            boolean sensitivePiiCategory,
            @Nullable String includedIn) {}

    /** Somebody who takes part. */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Party(
            String partyId,
            String partyRole,
            @Nullable String partyName,
            @Nullable String partyUrl,
            @Nullable String partyAddress,
            @Nullable String partyEmail) {}

    /**
     * Something that was said or done.
     *
     * @param validityDuration how long the consent was to hold from then; null for no limit
     * @param entityId who did it: {@code pii_principal} for the person
     * @param eventState whether the consent stood afterwards
     * @param scopes what was agreed to afterwards
     * @param wording names the words the person read; null when they read none
     * @param languageOfWording the language of these words
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(
            long revision,
            Instant eventTime,
            @Nullable String validityDuration,
            String entityId,
            String eventType,
            String eventState,
            List<String> scopes,
            int catalogVersion,
            @Nullable String wording,
            @Nullable String languageOfWording) {

        public Event {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * Shows that the receipt is about this person, even when the record has forgotten them: the commitment stands in every entry, and is
     * SHA-256 over salt and subject.
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Proof(String personCommitment, String salt, List<String> entryHashes) {

        public Proof {
            entryHashes = List.copyOf(entryHashes);
        }
    }
}
