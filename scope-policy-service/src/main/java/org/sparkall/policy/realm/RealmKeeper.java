package org.sparkall.policy.realm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.admin.client.Keycloak;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.keycloak.realm.CatalogInRealm;

/** Looks how the realm differs from the catalog, and mends it. */
@ApplicationScoped
class RealmKeeper {

    private static final Logger LOG = Logger.getLogger(RealmKeeper.class);

    private final Keycloak keycloak;
    private final CurrentCatalog catalog;
    private final RealmSettings settings;

    RealmKeeper(Keycloak keycloak, CurrentCatalog catalog, RealmSettings settings) {
        this.keycloak = keycloak;
        this.catalog = catalog;
        this.settings = settings;
    }

    /**
     * How the realm differs from this replica's catalog.
     *
     * @throws jakarta.ws.rs.WebApplicationException when Keycloak refuses
     * @throws jakarta.ws.rs.ProcessingException when it cannot be reached
     */
    List<Drift> drifts() {
        RealmComparison comparison = comparison(true);
        return Stream.concat(comparison.ofRoles().stream(), comparison.ofClientScopes().stream())
                .toList();
    }

    /**
     * Mends the realm; what was mended before a failure stays so.
     *
     * @param thorough whether everything is looked at, or only what a change of the catalog can have touched
     * @return what was mended
     * @throws jakarta.ws.rs.WebApplicationException when Keycloak refuses
     * @throws jakarta.ws.rs.ProcessingException when it cannot be reached
     */
    List<Drift> repair(boolean thorough) {
        RealmComparison comparison = comparison(thorough);
        List<Drift> mended = new ArrayList<>();
        // Before anything else people hold what they shall.
        mend(comparison.ofRoles(), mended);
        mend(comparison.ofClientScopes(), mended);
        return mended;
    }

    private void mend(List<Drift> drifts, List<Drift> mended) {
        for (Drift drift : drifts) {
            LOG.infof("realm %s: %s", settings.realm(), drift.what());
            drift.repair().run();
            mended.add(drift);
        }
    }

    private RealmComparison comparison(boolean thorough) {
        return new RealmComparison(keycloak.realm(settings.realm()), CatalogInRealm.of(catalog.get()), thorough);
    }
}
