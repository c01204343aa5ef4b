package org.sparkall.benchmarks.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What every authorization server is asked for: tokens of one client, and what they are worth. */
final class TokenJobs {

    private final String authorization;
    private final String clientCredentials;
    private final List<String> accessTokens;
    private List<String> refreshTokens;

    /** What every authorization server does. */
    static final Set<Operation> OPERATIONS =
            Set.of(Operation.CLIENT_CREDENTIALS, Operation.INTROSPECTION, Operation.REFRESH, Operation.CODE_FLOW);

    /**
     * @param clientCredentials the form that asks for a token of the client's own
     * @param refreshTokens of all grants
     * @param accessTokens of all grants, in the same order
     */
    TokenJobs(
            String clientId,
            String secret,
            String clientCredentials,
            List<String> refreshTokens,
            List<String> accessTokens) {
        this.authorization = basic(clientId, secret);
        this.clientCredentials = clientCredentials;
        // Where a refresh replaces the access token, those that are shown must be of other grants.
        int half = refreshTokens.size() / 2;
        this.refreshTokens = List.copyOf(refreshTokens.subList(0, half));
        this.accessTokens = List.copyOf(accessTokens.subList(half, accessTokens.size()));
    }

    /** HTTP Basic, as clients identify themselves at token endpoints (RFC 6749 section 2.3.1). */
    static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** How this operation is asked of these endpoints; empty when it is none of an authorization server. */
    Optional<Job> job(Operation operation, URI token, URI introspection) {
        return switch (operation) {
            case CLIENT_CREDENTIALS ->
                Optional.of(Job.forms(token, authorization, List.of(clientCredentials), "access_token"));
            case REFRESH -> Optional.of(Job.rotation(token, authorization, refreshTokens));
            case INTROSPECTION ->
                Optional.of(Job.forms(
                        introspection,
                        authorization,
                        accessTokens.stream().map(it -> "token=" + it).toList(),
                        "\"active\":true"));
            case CODE_FLOW, DECISION, DECISIONS, EMPTY, GUARDED, SIGNATURE, COMMIT -> Optional.empty();
        };
    }

    /** Takes the refresh tokens that are still good after {@link Operation#REFRESH}. */
    void refreshed(List<String> left) {
        refreshTokens = List.copyOf(left);
    }
}
