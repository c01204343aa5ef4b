package org.sparkall.policy.selection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.SelectionRules;
import org.sparkall.scope.SelectionVerdict;
import org.sparkall.scope.Violation;
import org.sparkall.telemetry.Refusals;

/** Judges a selection of scopes and features without registering anything (rules R1 to R5). */
@Path("/v1/scope-selections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ScopeSelectionResource {

    private final CurrentCatalog catalog;
    private final Refusals refusals;

    ScopeSelectionResource(CurrentCatalog catalog, Refusals refusals) {
        this.catalog = catalog;
        this.refusals = refusals;
    }

    /** What somebody would like to register. */
    public record Selection(
            @JsonProperty @NotNull @Size(max = 200) List<@NotNull @Size(max = 128) String> scopes,
            @JsonProperty @Size(max = 20) @Nullable List<@NotNull @Size(max = 64) String> features) {}

    /** A broken rule. */
    public record BrokenRule(
            @JsonProperty String rule,
            @JsonProperty List<String> scopes,
            @JsonProperty String message) {}

    /**
     * What the rules say.
     *
     * @param normalized the selection in its normal form, absent when it is refused
     * @param expanded every scope it stands for, absent when it is refused
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verdict(
            @JsonProperty boolean accepted,
            @JsonProperty @Nullable List<String> normalized,
            @JsonProperty List<BrokenRule> violations,
            @JsonProperty @Nullable List<String> expanded) {}

    @POST
    public Verdict judge(@Valid @NotNull Selection selection) {
        ScopeCatalog rules = catalog.get();
        List<String> features = selection.features() == null ? List.of() : selection.features();
        return switch (new SelectionRules(rules).judgeSelection(selection.scopes(), features)) {
            case SelectionVerdict.Accepted it ->
                new Verdict(
                        true,
                        it.normalized().wireNames(),
                        List.of(),
                        rules.concrete(it.normalized()).wireNames());
            case SelectionVerdict.Rejected it -> {
                refusals.count(it);
                yield new Verdict(
                        false,
                        null,
                        it.violations().stream()
                                .map(ScopeSelectionResource::item)
                                .toList(),
                        null);
            }
        };
    }

    private static BrokenRule item(Violation it) {
        return new BrokenRule(it.rule().wireName(), it.scopes(), it.message());
    }
}
