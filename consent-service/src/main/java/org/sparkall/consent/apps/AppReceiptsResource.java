package org.sparkall.consent.apps;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.sparkall.consent.receipt.Receipt;
import org.sparkall.consent.receipt.Receipts;
import org.sparkall.consent.viewer.PageViewer;

/** Receipts to print and to keep. */
@Path("/apps")
@RunOnVirtualThread
public class AppReceiptsResource {

    private final OwnApps own;
    private final Receipts receipts;
    private final AppPages pages;
    private final PageViewer viewer;

    AppReceiptsResource(OwnApps own, Receipts receipts, AppPages pages, PageViewer viewer) {
        this.own = own;
        this.receipts = receipts;
        this.pages = pages;
        this.viewer = viewer;
    }

    @GET
    @Path("/{id}/receipt")
    @Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
    public Response print(@PathParam("id") String id) {
        return own.find(id).map(pages::receipt).orElseGet(pages::notFound);
    }

    @GET
    @Path("/{id}/receipt.json")
    @Produces(MediaType.WILDCARD)
    public Response download(@PathParam("id") String id) {
        return own.find(id)
                .map(it -> file("consent-receipt-" + it.id() + ".json", receipts.of(it, language())))
                .orElseGet(pages::notFound);
    }

    @GET
    @Path("/receipts.json")
    @Produces(MediaType.WILDCARD)
    public Response downloadAll() {
        List<Receipt> all =
                own.all().stream().map(it -> receipts.of(it, language())).toList();
        return file("consent-receipts.json", all);
    }

    private String language() {
        return viewer.language(null).tag();
    }

    private static Response file(String name, Object content) {
        return Response.ok(content, MediaType.APPLICATION_JSON_TYPE)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
