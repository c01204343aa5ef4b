package org.sparkall.auth.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What no authorization request needs, whatever its parameters mean: it is carried through the browser's addresses and cookies. */
final class RequestBounds {

    private static final int MOST_PARAMETERS = 100;
    /** Of all names and values. */
    private static final int MOST_CHARACTERS = 8 * 1024;

    private RequestBounds() {}

    /** Why a request cannot be meant; empty when it may be. */
    static Optional<String> refusal(Map<String, List<String>> parameters) {
        if (parameters.size() > MOST_PARAMETERS || characters(parameters) > MOST_CHARACTERS) {
            return Optional.of("The request is larger than any that makes sense.");
        }
        boolean controls = parameters.entrySet().stream()
                .anyMatch(it ->
                        holdsControl(it.getKey()) || it.getValue().stream().anyMatch(RequestBounds::holdsControl));
        return controls ? Optional.of("The request holds control characters.") : Optional.empty();
    }

    private static int characters(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .mapToInt(it -> it.getKey().length()
                        + it.getValue().stream().mapToInt(String::length).sum())
                .sum();
    }

    private static boolean holdsControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
