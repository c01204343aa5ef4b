package org.sparkall.auth.registration;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.scope.Violation;

/** The errors of registration (RFC 7591 section 3.2.2). */
final class MetadataErrors {

    private static final int LONGEST = 1000;

    private MetadataErrors() {}

    static ProtocolException invalidMetadata(@Nullable String description) {
        return of(RegistrationError.INVALID_CLIENT_METADATA, description);
    }

    static ProtocolException invalidRedirectUri(String description) {
        return of(RegistrationError.INVALID_REDIRECT_URI, description);
    }

    /** The selection breaks these rules; every scope that does is named. */
    static ProtocolException invalidScope(List<Violation> violations) {
        return invalidMetadata(violations.stream()
                .map(it -> it.scopes().isEmpty()
                        ? "scope: " + it.message()
                        : "scope: " + String.join(" ", it.scopes()) + ": " + it.message())
                .collect(Collectors.joining(" ")));
    }

    static ProtocolException of(ErrorObject error, @Nullable String description) {
        String text = description == null ? "" : description;
        return new ProtocolException(error.setDescription(
                ErrorObject.removeIllegalChars(text.substring(0, Math.min(text.length(), LONGEST)))));
    }
}
