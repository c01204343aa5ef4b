package org.sparkall.auth.portal;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.RegistrationRequest;

/** Turns a form into the request that the registry's API takes, so that both are judged alike. */
final class FormRequests {

    private FormRequests() {}

    static RegistrationRequest of(IntegrationForm form) {
        return new RegistrationRequest(
                form.name(),
                orNull(form.description()),
                orNull(form.logoUri()),
                orNull(form.clientUri()),
                orNull(form.policyUri()),
                orNull(form.tosUri()),
                lines(form.redirectUris()),
                form.scopes(),
                form.features(),
                orNull(form.clientType()),
                form.enabled() ? "enabled" : "disabled",
                orNull(form.authMethod()),
                keys(form.jwks()),
                form.grantTypes(),
                form.pushedRequests(),
                form.boundTokens(),
                lines(form.postLogoutRedirectUris()),
                orNull(form.backchannelLogoutUri()),
                orNull(form.idTokenAlg()));
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
    }

    /** What is no JSON object, or holds a NUL that no database takes, becomes a key set that validation refuses. */
    private static @Nullable Map<String, Object> keys(String text) {
        if (text.isBlank()) return null;
        if (text.contains("\\u0000")) return Map.of();
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            return Map.of();
        }
    }
}
