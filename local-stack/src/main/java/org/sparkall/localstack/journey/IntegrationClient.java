package org.sparkall.localstack.journey;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.suite.SuiteAddresses;

/** An integration with its credentials: what an OAuth client does. */
public final class IntegrationClient {

    private final Requests requests = new Requests();
    private final SuiteAddresses at;
    private final String clientId;
    private final ClientProof proof;
    private final @Nullable DpopKey key;
    private final String redirectUri;

    /** One with a secret, which it sends in the form. */
    public IntegrationClient(SuiteAddresses at, String clientId, String clientSecret, String redirectUri) {
        this(at, clientId, ClientProof.post(clientSecret), null, redirectUri);
    }

    private IntegrationClient(
            SuiteAddresses at, String clientId, ClientProof proof, @Nullable DpopKey key, String redirectUri) {
        this.at = at;
        this.clientId = clientId;
        this.proof = proof;
        this.key = key;
        this.redirectUri = redirectUri;
    }

    /** The same, which speaks to services at other addresses. */
    public IntegrationClient at(SuiteAddresses others) {
        return new IntegrationClient(others, clientId, proof, key, redirectUri);
    }

    /** The same, which says in another way who it is. */
    public IntegrationClient with(ClientProof another) {
        return new IntegrationClient(at, clientId, another, key, redirectUri);
    }

    /** The same, which proves with each request to hold this key (RFC 9449). */
    public IntegrationClient with(DpopKey another) {
        return new IntegrationClient(at, clientId, proof, another, redirectUri);
    }

    public String clientId() {
        return clientId;
    }

    /** The address that begins a grant, with PKCE. */
    public URI authorizationRequest(String scope, String state, CodeVerifier verifier) {
        return authorizationRequest(request(scope, state, verifier));
    }

    /** The address that begins a grant with these parameters. */
    public URI authorizationRequest(Map<String, ?> parameters) {
        return URI.create(at.auth() + "/v1/authorize?" + Requests.query(parameters));
    }

    /** The parameters of an authorization request, to be added to. */
    public Map<String, Object> request(String scope, String state, CodeVerifier verifier) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", clientId);
        query.put("redirect_uri", redirectUri);
        query.put("scope", scope);
        query.put("state", state);
        query.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
        query.put("code_challenge_method", "S256");
        return query;
    }

    /** The address that begins a grant whose request was pushed (RFC 9126 section 4). */
    public URI pushedRequest(String requestUri) {
        return authorizationRequest(Map.of("client_id", clientId, "request_uri", requestUri));
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

    /** Exchanges an access token for one that is narrowed by these parameters (RFC 8693). */
    public Reply exchange(String accessToken, Map<String, String> narrower) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        fields.put("subject_token", accessToken);
        fields.put("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
        fields.putAll(narrower);
        return token(fields);
    }

    /** Any request to the token endpoint. */
    public Reply token(Map<String, ?> fields) {
        return post("/v1/access_token", fields);
    }

    /** Pushes an authorization request (RFC 9126). */
    public Reply push(Map<String, ?> parameters) {
        return post("/v1/par", parameters);
    }

    /** Asks for a device's codes (RFC 8628). */
    public Reply authorizeDevice(String scope) {
        return post("/v1/device/authorize", Map.of("scope", scope));
    }

    public Reply introspect(String token) {
        return post("/v1/introspect", Map.of("token", token));
    }

    public Reply revoke(String token) {
        return post("/v1/revoke", Map.of("token", token));
    }

    /** Any form to any endpoint, authenticated; with a proof of its key, if it has one, as often as a nonce is asked for. */
    public Reply post(String path, Map<String, ?> fields) {
        if (key == null) return send(path, fields, Map.of());
        String address = at.auth() + path;
        Reply reply = send(path, fields, Map.of("DPoP", key.proof("POST", address)));
        return key.learn(reply) ? send(path, fields, Map.of("DPoP", key.proof("POST", address))) : reply;
    }

    /** As {@link #post}, with these headers and no other proof. */
    public Reply send(String path, Map<String, ?> fields, Map<String, String> headers) {
        Map<String, Object> allFields = new LinkedHashMap<>(fields);
        Map<String, String> allHeaders = new LinkedHashMap<>(headers);
        proof.addTo(clientId, allFields, allHeaders);
        HttpRequest.Builder request = Requests.form(at.auth() + path, allFields);
        allHeaders.forEach(request::header);
        return requests.send(request);
    }
}
