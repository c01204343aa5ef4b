package org.sparkall.auth.registration;

import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.integration.RegistrationOutcome;
import org.sparkall.auth.integration.RegistrationRequest;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.secret.Secret;
import org.sparkall.events.AuditEvent.Actor;

/**
 * Lets integrations register, read, change and delete themselves, each in one transaction with the use of its token: what is refused uses
 * nothing up and changes nothing.
 */
@ApplicationScoped
class ClientRegistration {

    private final Jdbi jdbi;
    private final InitialTokens initialTokens;
    private final RegistrationTokens registrationTokens;
    private final RegistrationRequests requests;
    private final RequestJudge judge;
    private final IntegrationRegistry registry;

    ClientRegistration(
            Jdbi jdbi,
            InitialTokens initialTokens,
            RegistrationTokens registrationTokens,
            RegistrationRequests requests,
            RequestJudge judge,
            IntegrationRegistry registry) {
        this.jdbi = jdbi;
        this.initialTokens = initialTokens;
        this.registrationTokens = registrationTokens;
        this.requests = requests;
        this.judge = judge;
        this.registry = registry;
    }

    /**
     * Registers a client for the developer whose token it shows (RFC 7591 section 3).
     *
     * @param message is read only when the token is good
     * @throws ProtocolException with the error of RFC 7591 section 3.2.2 or RFC 6750 section 3.1
     */
    RegisteredClient register(Secret initialToken, Supplier<ClientMessage> message) {
        if (!initialTokens.isGood(initialToken)) throw invalidToken();
        RegistrationRequest request = judge.valid(requests.of(message.get(), ""));
        return jdbi.inTransaction(tx -> {
            String owner = initialTokens.use(tx, initialToken).orElseThrow(ClientRegistration::invalidToken);
            RegistrationOutcome.Done done = done(registry.register(tx, Actor.developer(owner), owner, request));
            Secret token = registrationTokens.issue(tx, done.integration().clientId());
            return new RegisteredClient(done.integration(), done.secret(), token);
        });
    }

    /** The registration as it is (RFC 7592 section 2.1). */
    RegisteredClient read(String clientId, Secret token) {
        return jdbi.inTransaction(tx -> {
            Caller caller = caller(tx, clientId, token);
            return new RegisteredClient(
                    caller.integration(), Optional.empty(), caller.token().current());
        });
    }

    /** Replaces all that a client said of itself, and its registration access token (RFC 7592 section 2.2). */
    RegisteredClient change(String clientId, Secret token, Supplier<ClientMessage> sent) {
        return jdbi.inTransaction(tx -> {
            Caller caller = caller(tx, clientId, token);
            Integration present = caller.integration();
            ClientMessage message = sent.get();
            UpdateRules.check(message, present);
            RegistrationRequest request =
                    judge.valid(requests.of(message, present.profile().description()));
            RegistrationOutcome.Done done =
                    done(registry.change(tx, Actor.integration(clientId), present.owner(), present.id(), request));
            Secret next = registrationTokens.rotate(tx, clientId, caller.token());
            return new RegisteredClient(done.integration(), done.secret(), next);
        });
    }

    /** Deletes a client: its grants and all its tokens end (RFC 7592 section 2.3). */
    void delete(String clientId, Secret token) {
        jdbi.useTransaction(tx -> {
            Integration present = caller(tx, clientId, token).integration();
            registry.delete(tx, Actor.integration(clientId), present.owner(), present.id());
            registrationTokens.delete(tx, clientId);
        });
    }

    private record Caller(Integration integration, RegistrationTokens.Good token) {}

    /** Who calls; an unknown client, a deleted one and a wrong token cannot be told from one another. */
    private Caller caller(Handle tx, String clientId, Secret token) {
        RegistrationTokens.Good good =
                registrationTokens.check(tx, clientId, token).orElseThrow(ClientRegistration::invalidToken);
        Integration integration = registry.byClientId(tx, clientId).orElseThrow(ClientRegistration::invalidToken);
        return new Caller(integration, good);
    }

    private static RegistrationOutcome.Done done(RegistrationOutcome outcome) {
        return switch (outcome) {
            case RegistrationOutcome.Done it -> it;
            case RegistrationOutcome.Refused it -> throw MetadataErrors.invalidScope(it.violations());
            case RegistrationOutcome.NotFound it -> throw invalidToken();
        };
    }

    private static ProtocolException invalidToken() {
        return new ProtocolException(BearerTokenError.INVALID_TOKEN);
    }
}
