package org.sparkall.consent.logo;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Logos for the pages: nobody needs to sign in, but nothing is fetched that no page of this service named. */
@Path(Logos.PATH)
@RunOnVirtualThread
public class LogoResource {

    private final Logos logos;

    LogoResource(Logos logos) {
        this.logos = logos;
    }

    @GET
    public Response show(@QueryParam("of") @Nullable String logoUri, @QueryParam("proof") @Nullable String proof) {
        Logo logo = logos.find(logoUri, proof).orElseThrow(NotFoundException::new);
        return Response.ok(logo.bytes(), logo.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }
}
