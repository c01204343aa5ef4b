package org.sparkall.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.key.KeyRing;
import org.sparkall.key.TokenSigner;
import org.sparkall.scope.ScopeCatalog;

/** Signs the present catalog, once for each version and key and again from time to time, so that an old one cannot be shown for ever. */
@ApplicationScoped
class Bundles {

    /** The {@code typ} that tells a bundle from every other JWT (RFC 8725 section 3.11). */
    private static final JOSEObjectType TYPE = new JOSEObjectType("spark-catalog+jwt");

    private final CurrentCatalog catalog;
    private final KeyRing keys;
    private final TokenSigner signer;
    private final BundleStore store;
    private final Jdbi jdbi;
    private final BundleSettings settings;
    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();
    private volatile @Nullable SignedBundle last;

    Bundles(
            CurrentCatalog catalog,
            KeyRing keys,
            TokenSigner signer,
            BundleStore store,
            Jdbi jdbi,
            BundleSettings settings,
            ObjectMapper json) {
        this.catalog = catalog;
        this.keys = keys;
        this.signer = signer;
        this.store = store;
        this.jdbi = jdbi;
        this.settings = settings;
        this.json = json;
    }

    /** The bundle of the catalog as it is now. Goes to the database only when the catalog, the key or the day is another. */
    SignedBundle current() {
        ScopeCatalog now = catalog.get();
        String kid = keys.signing(BundleSigning.ALGORITHM).kid();
        SignedBundle known = last;
        if (known != null && isPresent(known, now.version(), kid)) return known;
        SignedBundle present = jdbi.inTransaction(tx -> {
            store.lock(tx);
            return store.newest(tx, now.version(), kid)
                    .filter(it -> isPresent(it, now.version(), kid))
                    .orElseGet(() -> sign(tx, now));
        });
        last = present;
        return present;
    }

    private boolean isPresent(SignedBundle bundle, int version, String kid) {
        return bundle.version() == version
                && bundle.kid().equals(kid)
                && clock.instant().isBefore(bundle.issuedAt().plus(settings.renewal()));
    }

    private SignedBundle sign(Handle tx, ScopeCatalog now) {
        Instant issued = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = issued.plus(settings.validity());
        var signed = signer.sign(
                BundleSigning.ALGORITHM,
                TYPE,
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuer().toString())
                        .issueTime(Date.from(issued))
                        .expirationTime(Date.from(expires))
                        .claim("catalog_version", now.version())
                        .claim("catalog", asMap(CatalogDocument.of(now)))
                        .claim("expansions", expansions(now))
                        .build());
        SignedBundle bundle =
                new SignedBundle(now.version(), signed.getHeader().getKeyID(), issued, expires, signed.serialize());
        store.deleteExpired(tx, issued);
        store.insert(tx, bundle);
        return bundle;
    }

    private Map<String, Object> asMap(CatalogDocument document) {
        return json.convertValue(document, new TypeReference<>() {});
    }

    /** What each aggregate covers, for those who do not want to work it out. */
    private static Map<String, List<String>> expansions(ScopeCatalog catalog) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        catalog.aggregates()
                .forEach(it -> all.put(
                        it.name().value(),
                        catalog.concrete(catalog.setOf(List.of(it.name()))).wireNames()));
        return all;
    }
}
