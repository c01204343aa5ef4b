package org.sparkall.auth.portal;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.logout.SignOuts;
import org.sparkall.auth.page.FormTokens;

/** The way out of the portal, which ends the session at Keycloak too. */
@Path("/integrations")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class SignOutResource {

    private final Developer developer;
    private final SignOuts signOuts;
    private final TokenSettings tokens;
    private final PortalAnswers answers;
    private final SecurityIdentity identity;

    SignOutResource(
            Developer developer,
            SignOuts signOuts,
            TokenSettings tokens,
            PortalAnswers answers,
            SecurityIdentity identity) {
        this.developer = developer;
        this.signOuts = signOuts;
        this.tokens = tokens;
        this.answers = answers;
        this.identity = identity;
    }

    @POST
    @Path("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOut(@FormParam(FormTokens.FIELD) @Nullable String formToken) {
        if (!developer.sent(formToken)) return answers.foreignForm();
        return signOuts.end(UriBuilder.fromUri(tokens.issuer())
                .path("/integrations/signed-out")
                .build());
    }

    /** Where somebody comes who had to sign in on the way to the form above. */
    @GET
    @Path("/sign-out")
    public Response beforeSigningOut() {
        return PortalAnswers.see("/integrations");
    }

    /** Open to everybody, or the browser would be sent to sign in again at once. Who is signed in is not told otherwise. */
    @GET
    @Path("/signed-out")
    public Response signedOut() {
        return identity.isAnonymous() ? PortalAnswers.open(Pages.signedOut()) : PortalAnswers.see("/integrations");
    }
}
