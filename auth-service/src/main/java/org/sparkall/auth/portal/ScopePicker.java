package org.sparkall.auth.portal;

import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Feature;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;

/**
 * What can be chosen, and what is.
 *
 * @param aggregates each stands for all of {@code userGroups} (rule R1)
 * @param addOnGroups admin and compliance scopes, which no aggregate covers (rule R2)
 */
@TemplateData
public record ScopePicker(
        List<FeatureChoice> features,
        List<Choice> aggregates,
        List<Choice> identity,
        List<Group> userGroups,
        List<Group> addOnGroups) {

    /** A scope or aggregate. */
    @TemplateData
    public record Choice(String name, String title, String description, boolean sensitive, boolean chosen) {}

    /** A feature, and the scopes it requires (rule R5), separated by spaces. */
    @TemplateData
    public record FeatureChoice(String name, String title, String description, String requires, boolean chosen) {}

    /** Scopes that belong together. */
    @TemplateData
    public record Group(String name, List<Choice> choices) {

        /** How many of it are chosen. */
        public long chosen() {
            return choices.stream().filter(Choice::chosen).count();
        }
    }

    static ScopePicker of(ScopeCatalog catalog, IntegrationForm form) {
        Set<String> chosen = Set.copyOf(form.scopes());
        return new ScopePicker(
                catalog.features().stream()
                        .map(it -> choice(it, form.features().contains(it.name())))
                        .toList(),
                catalog.aggregates().stream().map(it -> choice(it, chosen)).toList(),
                ofKind(catalog, ScopeKind.IDENTITY).stream()
                        .map(it -> choice(it, chosen))
                        .toList(),
                groups(ofKind(catalog, ScopeKind.USER), chosen),
                groups(
                        catalog.scopes().stream()
                                .filter(it -> it.kind().isAddOn())
                                .toList(),
                        chosen));
    }

    /** How many user scopes there are. */
    public int userScopes() {
        return userGroups.stream().mapToInt(it -> it.choices().size()).sum();
    }

    private static List<Scope> ofKind(ScopeCatalog catalog, ScopeKind kind) {
        return catalog.scopes().stream().filter(it -> it.kind() == kind).toList();
    }

    private static FeatureChoice choice(Feature it, boolean chosen) {
        String requires = it.requires().stream().map(name -> name.value()).collect(Collectors.joining(" "));
        return new FeatureChoice(it.name(), it.title(), it.description(), requires, chosen);
    }

    private static Choice choice(AggregateScope it, Set<String> chosen) {
        String name = it.name().value();
        return new Choice(name, it.title(), it.description(), false, chosen.contains(name));
    }

    private static Choice choice(Scope it, Set<String> chosen) {
        String name = it.name().value();
        return new Choice(name, it.title(), it.description(), it.sensitive(), chosen.contains(name));
    }

    private static List<Group> groups(List<Scope> scopes, Set<String> chosen) {
        Map<String, List<Choice>> byName = new LinkedHashMap<>();
        scopes.forEach(it ->
                byName.computeIfAbsent(it.group(), name -> new ArrayList<>()).add(choice(it, chosen)));
        return byName.entrySet().stream()
                .map(it -> new Group(title(it.getKey()), it.getValue()))
                .toList();
    }

    private static String title(String group) {
        return group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1);
    }
}
