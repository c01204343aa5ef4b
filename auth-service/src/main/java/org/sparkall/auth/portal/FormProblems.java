package org.sparkall.auth.portal;

import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Set;

/** What is wrong with a form, each problem at its field. */
@TemplateData
public record FormProblems(List<Problem> all) {

    private static final Set<String> BASIC = Set.of("name", "description", "redirect_uris", "scopes", "client_type");

    public FormProblems {
        all = List.copyOf(all);
    }

    /**
     * One problem.
     *
     * @param field the field's name, which is the id of its element too
     * @param label the field as the page names it
     */
    @TemplateData
    public record Problem(String field, String label, String message) {}

    static FormProblems none() {
        return new FormProblems(List.of());
    }

    /** Those of one field. */
    public List<Problem> of(String field) {
        return all.stream().filter(it -> it.field().equals(field)).toList();
    }

    public boolean on(String field) {
        return all.stream().anyMatch(it -> it.field().equals(field));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether one is among the protocol settings, which are folded away otherwise. */
    public boolean isAdvanced() {
        return all.stream().anyMatch(it -> !BASIC.contains(it.field()));
    }
}
