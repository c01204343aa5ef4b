package org.sparkall.localstack.journey;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sparkall.localstack.suite.SuiteAddresses;

/** An integration with its credentials: what an OAuth client does. */
public final class IntegrationClient {

    private final Requests requests = new Requests();
    private final SuiteAddresses at;
    private final String clientId;
    private final String clientSecret;
    private final String redirectUri;

    public IntegrationClient(SuiteAddresses at, String clientId, String clientSecret, String redirectUri) {
        this.at = at;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.redirectUri = redirectUri;
    }

    public String clientId() {
        return clientId;
    }

    public String clientSecret() {
        return clientSecret;
    }

    /** The address that begins a grant, with PKCE. */
    public URI authorizationRequest(String scope, String state, CodeVerifier verifier) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", clientId);
        query.put("redirect_uri", redirectUri);
        query.put("scope", scope);
        query.put("state", state);
        query.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
        query.put("code_challenge_method", "S256");
        return URI.create(at.auth() + "/v1/authorize?" + Requests.query(query));
    }

    /** The parameters that came back with the browser. */
    public static Map<String, String> parameters(URI address) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : address.getRawQuery().split("&", -1)) {
            String[] sides = pair.split("=", 2);
            parameters.put(sides[0], sides.length < 2 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    public Reply redeem(String code, CodeVerifier verifier) {
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                redirectUri,
                "code_verifier",
                verifier.getValue()));
    }

    public Reply refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** Any request to the token endpoint, authenticated with the secret in the form. */
    public Reply token(Map<String, String> fields) {
        return post("/v1/access_token", fields);
    }

    public Reply introspect(String token) {
        return post("/v1/introspect", Map.of("token", token));
    }

    public Reply revoke(String token) {
        return post("/v1/revoke", Map.of("token", token));
    }

    private Reply post(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("client_id", clientId);
        all.put("client_secret", clientSecret);
        return requests.send(Requests.form(at.auth() + path, all));
    }
}
