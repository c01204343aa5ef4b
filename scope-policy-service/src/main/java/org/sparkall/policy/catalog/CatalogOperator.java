package org.sparkall.policy.catalog;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sparkall.identity.CallerSubject;
import org.sparkall.policy.catalog.CatalogChanges.Order;
import org.sparkall.policy.catalog.CatalogChanges.Outcome;
import org.sparkall.problem.Problem;
import org.sparkall.problem.ProblemException;

/** An operator's order over HTTP: the catalog's version is its ETag, and {@code If-Match} says which one they mean to change. */
@RequestScoped
class CatalogOperator {

    /** The role of whoever may change the catalog. */
    static final String ROLE = "catalog-operator";

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,9})(-[A-Za-z0-9-]+)?\"");

    private final CatalogChanges changes;
    private final SecurityIdentity caller;

    CatalogOperator(CatalogChanges changes, SecurityIdentity caller) {
        this.changes = changes;
        this.caller = caller;
    }

    /**
     * A change that was made, or with {@code dry_run} would be.
     *
     * @param version the version that it makes
     * @param author the operator's subject
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Made(
            int version,
            String author,
            Instant publishedAt,
            boolean dryRun,
            CatalogDifference difference,
            CatalogEffect effect) {}

    /** Whether the caller may change the catalog. */
    boolean isCaller() {
        return caller.hasRole(ROLE);
    }

    /**
     * Carries an order out.
     *
     * @param ifMatch the header, null when there is none
     */
    Response carryOut(List<CatalogChange> wanted, @Nullable String ifMatch, boolean dryRun) {
        return switch (changes.carryOut(new Order(wanted, CallerSubject.of(caller), expected(ifMatch), dryRun))) {
            case Outcome.Made it ->
                Response.ok(new Made(
                                it.version().version(),
                                it.version().author(),
                                it.version().publishedAt(),
                                dryRun,
                                it.difference(),
                                it.effect()))
                        .tag(new EntityTag(Integer.toString(it.version().version())))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
            case Outcome.Refused it ->
                throw new ProblemException(Problem.of(
                        "catalog-change",
                        "The catalog cannot be changed so",
                        409,
                        it.refusals().getFirst().message(),
                        Map.of("violations", it.refusals())));
            case Outcome.Outdated it ->
                throw new ProblemException(Problem.of(
                        "catalog-outdated",
                        "The catalog has changed",
                        412,
                        "The newest version is " + it.version() + ".",
                        Map.of("version", it.version())));
        };
    }

    private static Optional<Integer> expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) return Optional.empty();
        Matcher tag = TAG.matcher(ifMatch);
        // What is no version of ours cannot be the newest one.
        return Optional.of(tag.matches() ? Integer.parseInt(tag.group(1)) : 0);
    }
}
