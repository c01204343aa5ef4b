package org.sparkall.auth.integration;

import com.nimbusds.oauth2.sdk.GrantType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The grant types that an integration may register (RFC 7591 section 2, {@code grant_types}). */
public final class GrantTypes {

    /** All there are. */
    public static final List<GrantType> SUPPORTED = List.of(
            GrantType.AUTHORIZATION_CODE,
            GrantType.REFRESH_TOKEN,
            GrantType.CLIENT_CREDENTIALS,
            GrantType.DEVICE_CODE,
            GrantType.TOKEN_EXCHANGE);

    private GrantTypes() {}

    /** What an integration may use that named none. The device flow must be asked for: it invites phishing (RFC 8628 section 5.4). */
    static List<GrantType> byDefault(ClientType type) {
        return Stream.of(
                        GrantType.AUTHORIZATION_CODE,
                        GrantType.REFRESH_TOKEN,
                        GrantType.TOKEN_EXCHANGE,
                        type == ClientType.CONFIDENTIAL ? GrantType.CLIENT_CREDENTIALS : null)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    static Optional<GrantType> ofWireName(String name) {
        return SUPPORTED.stream().filter(it -> it.getValue().equals(name)).findFirst();
    }
}
