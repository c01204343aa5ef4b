package org.sparkall.admin.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.util.Base64URL;
import java.time.Instant;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.output.Table;
import picocli.CommandLine.Command;

/** {@code whoami}: as whom the services are asked, by what the token says, without the token. */
@Command(name = "whoami", description = "Says as whom the services are asked, and with which roles.")
public final class WhoamiCommand extends AdminCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    WhoamiCommand() {}

    @Override
    protected int run() {
        JsonNode claims = claims(caller().get());
        ObjectNode shown = JSON.createObjectNode();
        shown.put("issuer", claims.path("iss").asText());
        shown.put("subject", claims.path("sub").asText());
        shown.put("client_id", claims.path("azp").asText());
        shown.set("roles", claims.path("realm_access").path("roles"));
        shown.put(
                "expires_at", Instant.ofEpochSecond(claims.path("exp").asLong()).toString());
        output().show(shown, () -> Table.details(shown));
        return 0;
    }

    /** Not verified: it came from Keycloak itself a moment ago, and nothing is decided by it. */
    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            if (parts.length == 3) return JSON.readTree(new Base64URL(parts[1]).decodeToString());
        } catch (JsonProcessingException e) {
            // Answered below.
        }
        throw AdminException.refused("Keycloak's access token says nothing that can be shown.");
    }
}
