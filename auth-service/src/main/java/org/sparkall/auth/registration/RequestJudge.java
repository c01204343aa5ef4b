package org.sparkall.auth.registration;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparkall.auth.integration.RegistrationRequest;
import org.sparkall.auth.protocol.ProtocolException;

/** Judges a request by the constraints of the registry's API, and answers in the terms of RFC 7591 section 3.2.2. */
@ApplicationScoped
class RequestJudge {

    private static final String REDIRECT_URIS = "redirect_uris";
    /** What the registry calls otherwise. */
    private static final Map<String, String> NAMES =
            Map.of("name", "client_name", "scopes", "scope", "features", RegisteredClient.FEATURES);

    private final Validator validator;

    RequestJudge(Validator validator) {
        this.validator = validator;
    }

    /**
     * The same request.
     *
     * @throws ProtocolException {@code invalid_redirect_uri} or {@code invalid_client_metadata}, naming every member that is wrong
     */
    RegistrationRequest valid(RegistrationRequest request) {
        if (request.grantTypes() != null && request.grantTypes().isEmpty()) {
            throw MetadataErrors.invalidMetadata("grant_types: must not be empty.");
        }
        Set<ConstraintViolation<RegistrationRequest>> violations = validator.validate(request);
        if (violations.isEmpty()) return request;
        List<String> members = violations.stream()
                .map(RequestJudge::member)
                .distinct()
                .sorted()
                .toList();
        String description = violations.stream()
                .map(it -> member(it) + ": " + it.getMessage())
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
        throw members.contains(REDIRECT_URIS)
                ? MetadataErrors.invalidRedirectUri(description)
                : MetadataErrors.invalidMetadata(description);
    }

    private static String member(ConstraintViolation<RegistrationRequest> violation) {
        String name = SnakeCaseStrategy.INSTANCE.translate(
                violation.getPropertyPath().iterator().next().getName());
        return NAMES.getOrDefault(name, name);
    }
}
