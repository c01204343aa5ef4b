package org.sparkall.consent.page;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.request.ChallengeSeal;
import org.sparkall.consent.request.ConsentSettings;
import org.sparkall.consent.viewer.SignOut;

/**
 * Lets somebody else answer: whoever is signed in is signed out here and at Keycloak (OpenID Connect RP-Initiated Logout), and the question
 * is put anew to whoever signs in then.
 */
@Path("/consent")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class SwitchAccountResource {

    /** Where the browser goes on when it is signed out. */
    private static final String COOKIE = "consent-return";

    private static final int A_FEW_MINUTES = 300;

    private final ChallengeSeal seal;
    private final ConsentSettings settings;
    private final SignOut signOut;

    SwitchAccountResource(ChallengeSeal seal, ConsentSettings settings, SignOut signOut) {
        this.seal = seal;
        this.settings = settings;
        this.signOut = signOut;
    }

    /** Only a challenge that this service made leads on: nobody is signed out by a link that somebody made up. */
    @GET
    @Path("/switch")
    public Response leave(@QueryParam("challenge") @Nullable String sealed) {
        return seal.openLate(sealed)
                .map(challenge -> leaveFor(challenge.returnUri()))
                .orElseGet(() -> ConsentPageResource.to(settings.publicUrl() + "/consent"));
    }

    private Response leaveFor(String returnUri) {
        return Response.fromResponse(signOut.to("/consent/switched"))
                .cookie(cookie(URLEncoder.encode(returnUri, StandardCharsets.UTF_8), A_FEW_MINUTES))
                .build();
    }

    /** Open to everybody: nobody is signed in here. */
    @GET
    @Path("/switched")
    public Response goOn(@CookieParam(COOKIE) @Nullable String encoded) {
        String address = encoded == null ? "" : URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        boolean isKnown = settings.allowedReturnPrefixes().stream().anyMatch(address::startsWith);
        return Response.fromResponse(ConsentPageResource.to(isKnown ? address : settings.publicUrl() + "/consent"))
                .cookie(cookie("", 0))
                .build();
    }

    private NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/consent/switched")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure("https".equals(settings.publicUrl().getScheme()))
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
