package org.sparkall.consent.receipt;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.record.Caller;
import org.sparkall.consent.record.Consents;
import org.sparkall.pages.PageLanguage;

/** A consent's receipt, for the person and the administrators of their organisation. */
@Path("/v1/consents/{id}/receipt")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ReceiptResource {

    private final Consents consents;
    private final Receipts receipts;
    private final Caller caller;

    ReceiptResource(Consents consents, Receipts receipts, Caller caller) {
        this.consents = consents;
        this.receipts = receipts;
        this.caller = caller;
    }

    /** @param language of the texts (BCP 47); English when the pages do not speak it */
    @GET
    public Response read(
            @PathParam("id") UUID id, @QueryParam("language") @DefaultValue("en") @Nullable String language) {
        String tag = PageLanguage.byTag(language).orElse(PageLanguage.ENGLISH).tag();
        return consents.find(id)
                .filter(caller::mayTouch)
                .map(it -> Response.ok(receipts.of(it, tag))
                        .header("Cache-Control", "no-store")
                        .header("Content-Language", tag)
                        .build())
                .orElseThrow(NotFoundException::new);
    }
}
