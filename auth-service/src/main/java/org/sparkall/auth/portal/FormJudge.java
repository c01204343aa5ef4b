package org.sparkall.auth.portal;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sparkall.auth.integration.RegistrationRequest;
import org.sparkall.auth.portal.FormProblems.Problem;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.SelectionRules;
import org.sparkall.scope.SelectionVerdict;
import org.sparkall.scope.Violation;

/** Judges a form by the constraints and rules of the registry's API, and finds the field of everything that is wrong. */
@ApplicationScoped
class FormJudge {

    /** The fields in the order of the page. */
    private static final List<Map.Entry<String, String>> LABELS = List.of(
            Map.entry("name", "Name"),
            Map.entry("description", "Description"),
            Map.entry("redirect_uris", "Redirect URIs"),
            Map.entry("client_type", "Where it runs"),
            Map.entry("scopes", "Permissions"),
            Map.entry("token_endpoint_auth_method", "Authentication"),
            Map.entry("jwks", "Public keys"),
            Map.entry("grant_types", "Grant types"),
            Map.entry("logo_uri", "Logo"),
            Map.entry("client_uri", "Home page"),
            Map.entry("policy_uri", "Privacy policy"),
            Map.entry("tos_uri", "Terms of service"),
            Map.entry("post_logout_redirect_uris", "After signing out"),
            Map.entry("backchannel_logout_uri", "Back-channel logout"),
            Map.entry("id_token_signed_response_alg", "Signature of ID tokens"));

    private static final List<String> ORDER =
            LABELS.stream().map(Map.Entry::getKey).toList();

    private final Validator validator;
    private final CurrentCatalog catalog;

    FormJudge(Validator validator, CurrentCatalog catalog) {
        this.validator = validator;
        this.catalog = catalog;
    }

    /** Everything that is wrong, not only the first. */
    FormProblems judge(RegistrationRequest request) {
        List<Problem> problems = new ArrayList<>();
        validator.validate(request).forEach(it -> problems.add(problem(it)));
        if (request.grantTypes() != null && request.grantTypes().isEmpty())
            problems.add(problem("grant_types", "choose at least one"));
        problems.addAll(selection(request));
        return new FormProblems(problems.stream()
                .distinct()
                .sorted(Comparator.comparingInt(it -> ORDER.indexOf(it.field())))
                .toList());
    }

    private List<Problem> selection(RegistrationRequest request) {
        List<String> features = request.features() == null ? List.of() : request.features();
        return switch (new SelectionRules(catalog.get()).judgeSelection(request.scopes(), features)) {
            case SelectionVerdict.Accepted it -> List.of();
            case SelectionVerdict.Rejected it -> refused(it.violations()).all();
        };
    }

    /** The rules that the registry found broken. */
    static FormProblems refused(List<Violation> violations) {
        return new FormProblems(violations.stream().map(FormJudge::problem).toList());
    }

    private static Problem problem(Violation it) {
        String scopes = it.scopes().isEmpty() ? "" : " (" + String.join(", ", it.scopes()) + ")";
        return problem("scopes", it.message() + scopes);
    }

    private static Problem problem(ConstraintViolation<RegistrationRequest> it) {
        String member = it.getPropertyPath().iterator().next().getName();
        String field = PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(member);
        boolean inList = Stream.of("redirect_uris", "post_logout_redirect_uris").anyMatch(field::equals)
                && it.getInvalidValue() instanceof String;
        return problem(field, inList ? it.getInvalidValue() + " " + it.getMessage() : it.getMessage());
    }

    private static Problem problem(String field, String message) {
        String label = LABELS.stream()
                .filter(it -> it.getKey().equals(field))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(field);
        return new Problem(field, label, message);
    }
}
