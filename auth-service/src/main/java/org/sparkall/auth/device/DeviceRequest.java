package org.sparkall.auth.device;

import java.util.List;

/**
 * What a device asks for.
 *
 * @param flowId names the grant flow that answers it
 * @param scopes in normal form
 * @param resources the resource servers it wants tokens for (RFC 8707)
 */
public record DeviceRequest(String flowId, String clientId, List<String> scopes, List<String> resources) {

    public DeviceRequest {
        scopes = List.copyOf(scopes);
        resources = List.copyOf(resources);
    }
}
