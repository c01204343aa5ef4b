package org.sparkall.auth.authorization;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.CodeDraft;
import org.sparkall.auth.grant.ConsentSnapshot;
import org.sparkall.auth.grant.SignIn;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.seal.Expiring;
import org.sparkall.telemetry.TraceParent;

/**
 * A grant on its way, from the integration's request to the code. Each state is a type, and only legal steps exist:
 *
 * <pre>
 * Requested ──signedIn──► SignedIn ──agreed──► Agreed ──► code
 * </pre>
 *
 * Nothing is stored before the person agreed: {@link Requested} travels sealed through the browser.
 */
sealed interface GrantFlow {

    /**
     * The integration's request, found in order.
     *
     * @param id names this flow; random
     * @param scopes what it asks for, in normal form
     * @param resources the resource servers it wants tokens for; empty when it named none
     * @param includeGranted whether the grant is to hold what was agreed before, too; null when the request did not say
     * @param grantId the standing grant that this is to change; null when a new one is to be opened
     * @param demand how the person is to sign in
     * @param signedInBefore when they had signed in who were sent to sign in anew; null when nobody was
     * @param trace where its trace goes on; null when it has none
     * @param expiresAt from when the flow is dead
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Requested(
            String id,
            String clientId,
            Destination destination,
            List<String> scopes,
            List<String> resources,
            @Nullable Boolean includeGranted,
            @Nullable UUID grantId,
            SignInDemand demand,
            @Nullable Instant signedInBefore,
            @Nullable TraceParent trace,
            Instant expiresAt)
            implements GrantFlow, Expiring {

        public Requested {
            scopes = List.copyOf(scopes);
            resources = List.copyOf(resources);
        }

        /** The same, after the person was sent to sign in anew. */
        Requested again(Instant before) {
            return new Requested(
                    id,
                    clientId,
                    destination,
                    scopes,
                    resources,
                    includeGranted,
                    grantId,
                    demand,
                    before,
                    trace,
                    expiresAt);
        }

        /** The person has signed in, and this is what they can grant of the request and what they hold. */
        SignedIn signedIn(SignIn signIn, List<String> grantable, List<String> held) {
            return new SignedIn(this, signIn, grantable, held);
        }
    }

    /**
     * The request together with the person it is put to.
     *
     * @param grantable what of the request they can grant, in normal form (rule R7); empty when only administrators could grant any of it
     * @param held the scopes they hold themselves
     */
    record SignedIn(Requested request, SignIn signIn, List<String> grantable, List<String> held) implements GrantFlow {

        public SignedIn {
            grantable = List.copyOf(grantable);
            held = List.copyOf(held);
        }

        /** The person agreed, now or before. */
        Agreed agreed(ConsentSnapshot consent, ScopeCatalog rules) {
            return new Agreed(this, consent.of(rules.knownTexts(held)));
        }
    }

    /** The request, the person and their word. */
    record Agreed(SignedIn signedIn, ConsentSnapshot consent) implements GrantFlow {

        Requested request() {
            return signedIn.request();
        }

        CodeDraft code(Destination.Redirect destination) {
            return new CodeDraft(
                    request().id(),
                    request().clientId(),
                    destination.redirectUri(),
                    destination.codeChallenge(),
                    request().resources(),
                    destination.dpopKey(),
                    destination.nonce(),
                    request().grantId(),
                    signedIn.signIn(),
                    consent,
                    request().trace());
        }
    }
}
