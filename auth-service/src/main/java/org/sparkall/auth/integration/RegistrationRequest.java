package org.sparkall.auth.integration;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a developer sends to register or change an integration. */
@JsonNaming(SnakeCaseStrategy.class)
public record RegistrationRequest(
        @NotBlank @Size(max = 80) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_MESSAGE)
        String name,

        @Size(max = 500) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_MESSAGE) @Nullable
        String description,

        @Size(max = 2048) @WebAddress @Nullable String logoUri,
        @NotEmpty @Size(max = 20) List<@NotNull @Size(max = 2048) @RedirectUri String> redirectUris,
        @NotNull @Size(max = 200) List<@NotNull @Size(max = 128) String> scopes,
        @Size(max = 20) @Nullable List<@NotNull @Size(max = 64) String> features,
        @Pattern(regexp = "confidential|public") @Nullable String clientType,
        @Pattern(regexp = "enabled|disabled") @Nullable String status) {

    /** Everything but the selection, which the rules judge. */
    Integration.Profile profile(List<String> normalizedScopes) {
        return new Integration.Profile(
                name.strip(),
                description == null ? "" : description.strip(),
                Optional.ofNullable(logoUri).map(URI::create),
                redirectUris.stream().distinct().map(URI::create).toList(),
                normalizedScopes,
                featureNames());
    }

    List<String> featureNames() {
        return features == null ? List.of() : features.stream().distinct().toList();
    }

    /** The type asked for; confidential when nothing is said. */
    ClientType type() {
        return clientType == null ? ClientType.CONFIDENTIAL : ClientType.ofWireName(clientType);
    }

    Optional<Status> statusAskedFor() {
        return Optional.ofNullable(status).map(Status::ofWireName);
    }

    /** What a text that people will read may hold. */
    private static final class Text {
        /** No control, format (such as direction overrides), surrogate or private-use characters: they deceive readers. */
        static final String ONE_LINE = "[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]*";

        static final String ONE_LINE_MESSAGE = "must be one line without control characters";

        private Text() {}
    }
}
