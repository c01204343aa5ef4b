package org.sparkall.auth.authorization;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.CodeDraft;
import org.sparkall.auth.grant.ConsentSnapshot;

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
     * @param state the integration's own, handed back untouched; null when it sent none
     * @param codeChallenge S256
     * @param scopes what it asks for, in normal form
     * @param expiresAt from when the flow is dead
     */
    record Requested(
            String id,
            String clientId,
            String redirectUri,
            @Nullable String state,
            String codeChallenge,
            List<String> scopes,
            Instant expiresAt)
            implements GrantFlow {

        public Requested {
            scopes = List.copyOf(scopes);
        }

        /** The person has signed in, and this is what they can grant of the request and what they hold. */
        SignedIn signedIn(String person, Optional<String> organization, List<String> grantable, List<String> held) {
            return new SignedIn(this, person, organization, grantable, held);
        }
    }

    /**
     * The request together with the person it is put to.
     *
     * @param person their subject at Keycloak
     * @param grantable what of the request they can grant, in normal form, never empty (rule R7)
     * @param held the scopes they hold themselves
     */
    record SignedIn(
            Requested request, String person, Optional<String> organization, List<String> grantable, List<String> held)
            implements GrantFlow {

        public SignedIn {
            grantable = List.copyOf(grantable);
            held = List.copyOf(held);
        }

        /** The person agreed, now or before. */
        Agreed agreed(ConsentSnapshot consent) {
            return new Agreed(this, consent);
        }
    }

    /** The request, the person and their word. */
    record Agreed(SignedIn signedIn, ConsentSnapshot consent) implements GrantFlow {

        CodeDraft code() {
            Requested request = signedIn.request();
            return new CodeDraft(
                    request.id(),
                    request.clientId(),
                    request.redirectUri(),
                    request.codeChallenge(),
                    signedIn.person(),
                    signedIn.organization(),
                    consent);
        }

        URI redirectUri() {
            return URI.create(signedIn.request().redirectUri());
        }
    }
}
