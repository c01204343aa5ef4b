package org.sparkall.consent.apps;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentEndings;
import org.sparkall.consent.viewer.SignOut;

/** A person's connected apps, and the way to take back what they may do. */
@Path("/apps")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class AppsResource {

    private final OwnApps own;
    private final ConsentEndings endings;
    private final AppPages pages;
    private final SignOut signOut;

    AppsResource(OwnApps own, ConsentEndings endings, AppPages pages, SignOut signOut) {
        this.own = own;
        this.endings = endings;
        this.pages = pages;
        this.signOut = signOut;
    }

    /**
     * All of them.
     *
     * @param removed the app that something was just taken back from; null otherwise
     * @param undone the app whose taking back was just undone; null otherwise
     * @param late the app for which it was too late for that; null otherwise
     */
    @GET
    public Response list(
            @QueryParam("removed") @Nullable UUID removed,
            @QueryParam("undone") @Nullable UUID undone,
            @QueryParam("late") @Nullable UUID late) {
        return pages.list(new Notice(removed, undone, late));
    }

    @POST
    @Path("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response leave() {
        return signOut.to("/signed-out");
    }

    /** Where somebody comes who had to sign in on the way to the form above. */
    @GET
    @Path("/sign-out")
    public Response beforeLeaving() {
        return AppPages.see("/apps");
    }

    @GET
    @Path("/{id}")
    public Response detail(
            @PathParam("id") String id,
            @QueryParam("removed") @Nullable UUID removed,
            @QueryParam("undone") @Nullable UUID undone,
            @QueryParam("late") @Nullable UUID late) {
        return own.find(id)
                .map(it -> pages.detail(it, new Notice(removed, undone, late)))
                .orElseGet(pages::notFound);
    }

    /** Says what will happen, and asks. */
    @GET
    @Path("/{id}/remove")
    public Response confirm(@PathParam("id") String id, @QueryParam("scope") @Nullable String scope) {
        return own.find(id)
                .filter(it -> it.isGranted() && (scope == null || it.scopes().contains(scope)))
                .map(it -> pages.confirm(it, scope))
                .orElseGet(pages::notFound);
    }

    /**
     * Takes it back; doing it twice changes nothing. What is taken back is in the address, so that whoever must sign in first is asked about the
     * same again.
     */
    @POST
    @Path("/{id}/remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@PathParam("id") String id, @QueryParam("scope") @Nullable String scope) {
        return own.find(id).map(it -> remove(it, scope)).orElseGet(pages::notFound);
    }

    private Response remove(Consent it, @Nullable String scope) {
        if (scope == null) {
            endings.withdraw(it.id(), Actor.person());
        } else {
            endings.withdraw(it.id(), scope, Actor.person());
        }
        boolean stands = own.find(it.id().toString()).filter(Consent::isGranted).isPresent();
        return AppPages.see((stands ? "/apps/" + it.id() : "/apps") + "?removed=" + it.id());
    }

    @POST
    @Path("/{id}/undo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response undo(@PathParam("id") String id, @FormParam("revision") @Nullable Long revision) {
        return own.find(id)
                .map(it -> {
                    boolean undone = revision != null && endings.undo(it.id(), revision);
                    return AppPages.see("/apps/" + it.id() + (undone ? "?undone=" : "?late=") + it.id());
                })
                .orElseGet(pages::notFound);
    }

    /** Where somebody comes who had to sign in on the way to the form above. */
    @GET
    @Path("/{id}/undo")
    public Response beforeUndo(@PathParam("id") String id) {
        return own.find(id).map(it -> AppPages.see("/apps/" + it.id())).orElseGet(pages::notFound);
    }

    /** The words that the person read at a revision. */
    @GET
    @Path("/{id}/history/{revision}")
    public Response words(@PathParam("id") String id, @PathParam("revision") String revision) {
        return own.find(id)
                .flatMap(it -> own.words(it, revision).map(words -> pages.words(it, words)))
                .orElseGet(pages::notFound);
    }
}
