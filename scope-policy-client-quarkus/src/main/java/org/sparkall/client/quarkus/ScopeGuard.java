package org.sparkall.client.quarkus;

import io.quarkus.runtime.BlockingOperationControl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.sparkall.client.AccessQuestion;
import org.sparkall.client.LocalDecisions;
import org.sparkall.client.PolicyAnswer;
import org.sparkall.client.PolicyClient;
import org.sparkall.scope.AccessReason;

/** Lets a request through or refuses it, as RFC 6750 says. The token's signature, issuer, audience and expiry are Quarkus OIDC's to check. */
@ApplicationScoped
class ScopeGuard {

    private static final Logger LOG = Logger.getLogger(ScopeGuard.class);
    private static final String CHALLENGE = "Bearer";
    private static final String DPOP_CHALLENGE = "DPoP error=\"invalid_token\"";

    private final LocalDecisions local;
    private final PolicyClient service;
    private final boolean proofs;
    private final AtomicBoolean warned = new AtomicBoolean();

    ScopeGuard(
            LocalDecisions local,
            PolicyClient service,
            @ConfigProperty(name = "quarkus.oidc.token.authorization-scheme", defaultValue = "bearer") String scheme) {
        this.local = local;
        this.service = service;
        this.proofs = scheme.equalsIgnoreCase("dpop");
    }

    /**
     * Comes back when the token has all of these.
     *
     * @throws WebApplicationException 401 without a token, 403 when it has not, 503 when nobody can say
     */
    void check(JsonWebToken token, List<String> actions, boolean live) {
        String raw = token.getRawToken();
        if (raw == null) throw refusal(Response.Status.UNAUTHORIZED, CHALLENGE);
        // Bound to a key (RFC 9449 section 6.1): without the proof, which only that scheme looks at, it is anybody's.
        if (token.getClaim("cnf") != null && !proofs) throw refusal(Response.Status.UNAUTHORIZED, DPOP_CHALLENGE);
        // It does not say what its aggregates open: with all the names it would have been too long to be sent.
        if (Objects.toString(token.getClaim("scope_abridged")).equals("true")) {
            requireBlocking(actions);
            checkLive(token.getSubject(), raw, actions);
            return;
        }
        List<String> scope = names(token, "scope");
        List<String> withheld = names(token, "withheld_scopes");
        for (String action : actions) {
            AccessReason reason = local.decide(action, scope, withheld);
            if (reason == AccessReason.INPUTS_STALE) throw unavailable();
            if (!reason.allows()) throw insufficient(actions);
        }
        if (live) checkLive(token.getSubject(), raw, actions);
    }

    /** Asking again would not help: it is the method that has to change. */
    private void requireBlocking(List<String> actions) {
        if (BlockingOperationControl.isBlockingAllowed()) return;
        if (!warned.getAndSet(true)) {
            LOG.warnf(
                    "A token does not say whether it opens %s, and a method that runs on an event loop cannot ask: it answers 503",
                    String.join(" ", actions));
        }
        throw new WebApplicationException(Response.Status.SERVICE_UNAVAILABLE);
    }

    private void checkLive(String person, String raw, List<String> actions) {
        List<PolicyAnswer> answers = service.evaluateAll(actions.stream()
                .map(it -> AccessQuestion.shown(person, raw, it))
                .toList());
        if (answers.stream().allMatch(PolicyAnswer::allows)) return;
        Optional<PolicyAnswer.Decided> refused = answers.stream()
                .filter(PolicyAnswer.Decided.class::isInstance)
                .map(PolicyAnswer.Decided.class::cast)
                .filter(it -> !it.allows())
                .findFirst();
        if (refused.isEmpty() || isReason(refused.get(), AccessReason.INPUTS_STALE)) throw unavailable();
        // Its grant has ended: asking for more scopes would not help, a new token would.
        if (isReason(refused.get(), AccessReason.TOKEN_INVALID)) {
            throw refusal(Response.Status.UNAUTHORIZED, CHALLENGE + " error=\"invalid_token\"");
        }
        throw insufficient(actions);
    }

    private static boolean isReason(PolicyAnswer.Decided answer, AccessReason reason) {
        return answer.reason().equals(reason.wireName());
    }

    /** The names in a claim: a text with spaces between them, or a list. */
    private static List<String> names(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        if (value == null) return List.of();
        if (value instanceof Iterable<?> all) {
            return StreamSupport.stream(all.spliterator(), false)
                    .map(it -> it instanceof JsonString text ? text.getString() : it.toString())
                    .toList();
        }
        return List.of(value.toString().split(" ", -1));
    }

    /** RFC 6750 section 3.1; names of scopes need no escaping (RFC 6749 section 3.3). */
    private static WebApplicationException insufficient(List<String> actions) {
        return refusal(
                Response.Status.FORBIDDEN,
                CHALLENGE + " error=\"insufficient_scope\", scope=\"" + String.join(" ", actions) + "\"");
    }

    private static WebApplicationException unavailable() {
        return new WebApplicationException(Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build());
    }

    private static WebApplicationException refusal(Response.Status status, String challenge) {
        return new WebApplicationException(Response.status(status)
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build());
    }
}
