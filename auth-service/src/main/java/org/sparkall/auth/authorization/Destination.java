package org.sparkall.auth.authorization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** Where the answer to a grant flow goes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "to")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Destination.Redirect.class, name = "redirect"),
    @JsonSubTypes.Type(value = Destination.Device.class, name = "device")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Destination {

    /**
     * With the browser, back to the integration (RFC 6749 section 4.1.2).
     *
     * @param state the integration's own, handed back untouched; null when it sent none
     * @param codeChallenge S256 (RFC 7636)
     * @param dpopKey the key that the code is bound to (RFC 9449 section 10); null when to none
     * @param nonce for the ID token; null when there is none
     */
    @RegisterForReflection
    record Redirect(
            String redirectUri,
            @Nullable String state,
            String codeChallenge,
            @Nullable String dpopKey,
            @Nullable String nonce)
            implements Destination {}

    /**
     * To a device that is asking for it (RFC 8628); the browser stays here.
     *
     * @param person the subject of who said that the device is theirs: nobody else's access goes to it, whoever is led on to answer
     */
    @RegisterForReflection
    record Device(String person) implements Destination {}
}
