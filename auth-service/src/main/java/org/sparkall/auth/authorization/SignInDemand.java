package org.sparkall.auth.authorization;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the integration wants the person to sign in (OpenID Connect Core section 3.1.2.1).
 *
 * @param silent no page may be shown ({@code prompt=none})
 * @param again they must prove anew who they are ({@code prompt=login})
 * @param askConsent they must be asked even though they agreed before ({@code prompt=consent})
 * @param maxAge how many seconds ago they may have signed in; null when it does not matter
 * @param loginHint whom the integration expects; null when it did not say
 * @param acrValues how they should sign in, passed on to Keycloak; null when it does not matter
 * @param uiLocales the languages that pages should be in, best first, with spaces; null when the integration did not say
 * @param since when the integration asked
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record SignInDemand(
        boolean silent,
        boolean again,
        boolean askConsent,
        @Nullable Long maxAge,
        @Nullable String loginHint,
        @Nullable String acrValues,
        @Nullable String uiLocales,
        Instant since) {

    private static final Set<Prompt.Type> PROMPTS = Set.of(Prompt.Type.NONE, Prompt.Type.LOGIN, Prompt.Type.CONSENT);
    private static final int LONGEST_HINT = 256;
    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final int MOST_LANGUAGES = 6;

    /** Nothing in particular. */
    static SignInDemand none(Instant since) {
        return new SignInDemand(false, false, false, null, null, null, null, since);
    }

    /**
     * What a request demands.
     *
     * @throws ParseException {@code invalid_request} when a parameter is malformed or not supported
     */
    static SignInDemand of(AuthorizationRequest request, Instant since) throws ParseException {
        Prompt prompt = request.getPrompt() == null ? new Prompt() : request.getPrompt();
        if (!PROMPTS.containsAll(prompt)) throw invalid("This prompt is not supported.");
        if (prompt.contains(Prompt.Type.NONE) && prompt.size() > 1) throw invalid("prompt=none stands alone.");
        return new SignInDemand(
                prompt.contains(Prompt.Type.NONE),
                prompt.contains(Prompt.Type.LOGIN),
                prompt.contains(Prompt.Type.CONSENT),
                maxAge(text(request, "max_age")),
                text(request, "login_hint"),
                text(request, "acr_values"),
                uiLocales(request),
                since);
    }

    /** What is no language is passed over: it is only a wish. */
    private static @Nullable String uiLocales(AuthorizationRequest request) {
        String tags = Stream.of(Objects.requireNonNullElse(
                                MultivaluedMapUtils.getFirstValue(request.toParameters(), "ui_locales"), "")
                        .split(" "))
                .filter(LANGUAGE_TAG.asMatchPredicate())
                .limit(MOST_LANGUAGES)
                .collect(joining(" "));
        return tags.isEmpty() ? null : tags;
    }

    private static @Nullable Long maxAge(@Nullable String text) throws ParseException {
        if (text == null) return null;
        try {
            long seconds = Long.parseLong(text);
            if (seconds >= 0 && seconds <= Duration.ofDays(3650).toSeconds()) return seconds;
        } catch (NumberFormatException e) {
            // Refused below like any other that does not fit.
        }
        throw invalid("max_age must be a number of seconds.");
    }

    private static @Nullable String text(AuthorizationRequest request, String name) throws ParseException {
        String value = MultivaluedMapUtils.getFirstValue(request.getCustomParameters(), name);
        if (value == null || value.isBlank()) return null;
        if (value.length() > LONGEST_HINT || value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(name + " is malformed.");
        }
        return value;
    }

    private static ParseException invalid(String description) {
        return new ParseException(description, OAuth2Error.INVALID_REQUEST.setDescription(description));
    }

    /** What Keycloak is told to ask for. */
    List<String> prompts() {
        if (silent) return List.of("none");
        return again ? List.of("login") : List.of();
    }

    /** Whether a sign-in of that time will do. */
    boolean isMetBy(Instant authenticatedAt, Instant now) {
        // auth_time has whole seconds: a sign-in in the very second of the request may have been before it.
        boolean afterRequest = !authenticatedAt.isBefore(since);
        return (!again || afterRequest) && (maxAge == null || afterRequest || !isOlder(authenticatedAt, now));
    }

    private boolean isOlder(Instant authenticatedAt, Instant now) {
        return maxAge != null && authenticatedAt.plusSeconds(maxAge).isBefore(now);
    }
}
