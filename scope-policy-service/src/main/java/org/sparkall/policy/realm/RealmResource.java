package org.sparkall.policy.realm;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.problem.Problem;
import org.sparkall.problem.ProblemException;

/** Keycloak's realm in a catalog operator's hands: how it differs from the catalog, and the command that mends it. */
@Path("/v1/catalog/realm")
@RolesAllowed("catalog-operator")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class RealmResource {

    private final RealmKeeper realm;
    private final CurrentCatalog catalog;

    RealmResource(RealmKeeper realm, CurrentCatalog catalog) {
        this.realm = realm;
        this.catalog = catalog;
    }

    /**
     * How the realm stands to the catalog.
     *
     * @param catalogVersion the version it was compared with
     * @param drift a line for each thing in which it differs, or did until it was mended
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Report(int catalogVersion, List<String> drift) {}

    /** Looks, and changes nothing. */
    @GET
    public Report compare() {
        return report(realm::drifts);
    }

    /** Mends the realm now. */
    @POST
    @Path("/repair")
    public Report repair() {
        return report(() -> realm.repair(true));
    }

    private Report report(Supplier<List<Drift>> work) {
        int version = catalog.get().version();
        try {
            return new Report(version, work.get().stream().map(Drift::what).toList());
        } catch (WebApplicationException | ProcessingException e) {
            throw new ProblemException(Problem.of(
                    "keycloak-unavailable",
                    "Keycloak does not do its part",
                    503,
                    "Keycloak cannot be reached or refuses; try again.",
                    Map.of()));
        }
    }
}
