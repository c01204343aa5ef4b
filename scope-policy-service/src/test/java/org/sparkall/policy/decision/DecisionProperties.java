package org.sparkall.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.catalog.CatalogDocument.AggregateItem;
import org.sparkall.catalog.CatalogDocument.FeatureItem;
import org.sparkall.catalog.CatalogDocument.ScopeItem;
import org.sparkall.client.TokenRules;
import org.sparkall.client.TokenScopes;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.IntegrationEvent;
import org.sparkall.events.ReadModelFreshness;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.policy.decision.RandomCatalogs.Versions;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.SelectionRules;
import org.sparkall.scope.SelectionVerdict;

/**
 * The service, the library and the rules as they are told agree, on {@value #CATALOGS} times {@value #QUESTIONS} questions. The service knows
 * the consent, given under an older catalog; the library knows the token that the grant's next refresh gives, which is the same question.
 * What a token cannot know is left to the service by design: what was withdrawn, disabled or ended since it was made.
 */
class DecisionProperties {

    private static final int CATALOGS = 1_000;
    private static final int QUESTIONS = 100;
    private static final String PERSON = "person";
    private static final String CLIENT = "client";

    @Property(tries = CATALOGS, shrinking = ShrinkingMode.OFF)
    void theServiceTheLibraryAndTheRulesAsTheyAreToldAgree(@ForAll Random random) throws Exception {
        Versions catalogs = new RandomCatalogs(random).next();
        NaiveRules before = new NaiveRules(catalogs.before());
        NaiveRules after = new NaiveRules(catalogs.after());
        NaiveRules.Consent consent =
                before.agree(sound(before, some(random, names(catalogs.before()))), held(random, catalogs.before()));
        Decisions service = service(catalogs, consent);
        TokenRules library = new TokenRules(catalogs.after().toCatalog());
        TokenScopes token = refreshed(library, catalogs.after(), after, consent);
        for (int i = 0; i < QUESTIONS; i++) {
            String action = action(random, catalogs);
            String expected = after.decide(action, consent);
            assertThat(service.decide(question(action)).reason().wireName())
                    .as("the service on %s for %s", action, consent)
                    .isEqualTo(expected);
            assertThat(library.decide(action, token).wireName())
                    .as("the library on %s for %s", action, consent)
                    .isEqualTo(expected);
        }
    }

    @Property(tries = CATALOGS, shrinking = ShrinkingMode.OFF)
    void selectionsAndRequestsAreJudgedAsTheRulesAreTold(@ForAll Random random) {
        CatalogDocument document = new RandomCatalogs(random).next().after();
        NaiveRules naive = new NaiveRules(document);
        ScopeCatalog catalog = document.toCatalog();
        SelectionRules rules = new SelectionRules(catalog);
        for (int i = 0; i < 10; i++) {
            Set<String> registered = some(random, names(document));
            Set<String> requested =
                    random.nextBoolean() ? sound(naive, some(random, names(document))) : some(random, names(document));
            Set<String> features = document.features().stream()
                    .map(FeatureItem::name)
                    .filter(it -> random.nextBoolean())
                    .collect(Collectors.toSet());
            assertThat(rules.judgeSelection(requested, features) instanceof SelectionVerdict.Accepted)
                    .as("selecting %s for %s", requested, features)
                    .isEqualTo(naive.maySelect(requested, features));
            assertThat(
                            rules.judgeRequest(catalog.knownTexts(registered), requested)
                                    instanceof SelectionVerdict.Accepted)
                    .as("requesting %s of %s", requested, registered)
                    .isEqualTo(naive.mayRequest(registered, requested));
        }
    }

    /** A property that never meets a case says nothing of it. */
    @Example
    void everyReasonOfTheRulesIsMet() {
        Set<String> met = new LinkedHashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Versions catalogs = new RandomCatalogs(random).next();
            NaiveRules before = new NaiveRules(catalogs.before());
            NaiveRules.Consent consent = before.agree(
                    sound(before, some(random, names(catalogs.before()))), held(random, catalogs.before()));
            for (int i = 0; i < 20; i++) {
                met.add(new NaiveRules(catalogs.after()).decide(action(random, catalogs), consent));
            }
        }
        assertThat(met)
                .containsExactlyInAnyOrder(
                        "granted",
                        "granted_by_aggregate",
                        "scope_not_granted",
                        "scope_awaits_consent",
                        "admin_scope_not_in_aggregate",
                        "feature_requires_scope",
                        "unknown_action");
    }

    /** The decision code with its read models, fed as the events' feeds do it. */
    private static Decisions service(Versions catalogs, NaiveRules.Consent consent) throws Exception {
        CurrentCatalog catalog = new CurrentCatalog();
        catalog.apply(event(catalogs.before()));
        Integrations integrations = new Integrations();
        integrations.apply(event(new IntegrationEvent(
                CLIENT, IntegrationEvent.Status.ENABLED, "confidential", List.of(), List.of(), 1)));
        Consents consents = new Consents();
        consents.apply(event(new ConsentEvent(
                "consent",
                PERSON,
                CLIENT,
                null,
                ConsentEvent.State.GRANTED,
                List.copyOf(consent.granted()),
                List.copyOf(consent.opened()),
                consent.complete(),
                catalogs.before().version(),
                1,
                Instant.EPOCH,
                false)));
        Decisions decisions = new Decisions(
                catalog,
                integrations,
                consents,
                new OrganizationRules(),
                new EndedGrants(),
                new ContextTokens(settings(TokenSettings.class), new DpopBinding()),
                new ReadModelFreshness(),
                settings(DecisionSettings.class));
        // Answered under the older catalog first: what was worked out by it must not outlive it.
        decisions.decide(question("s:0"));
        catalog.apply(event(catalogs.after()));
        return decisions;
    }

    private static <T> T settings(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withDefaultValue("sparkall.token.issuer", "http://localhost:1")
                .withDefaultValue("sparkall.token.jwks-url", "http://localhost:1/v1/jwks")
                .withDefaultValue("sparkall.token.audience", "spark-api")
                // Nothing comes through Kafka here: old is all there is.
                .withDefaultValue(
                        "sparkall.decision.max-staleness",
                        Duration.ofNanos(Long.MAX_VALUE).toString())
                .build()
                .getConfigMapping(mapping);
    }

    /** The token that auth-service gives at the next refresh: what was granted, what that opens now, and what waits. */
    private static TokenScopes refreshed(
            TokenRules library, CatalogDocument now, NaiveRules rules, NaiveRules.Consent consent) {
        List<String> scope = new ArrayList<>(consent.granted());
        List<String> withheld = new ArrayList<>();
        for (ScopeItem it : now.scopes()) {
            if (rules.isOpen(it, consent)) scope.add(it.name());
            if (rules.isWaiting(it, consent)) withheld.add(it.name());
        }
        return library.read(scope, withheld);
    }

    private static Question question(String action) {
        return new Question("user", PERSON, action, Optional.of(CLIENT), Optional.empty(), Optional.empty());
    }

    private static <T> ReceivedEvent<T> event(T data) {
        return new ReceivedEvent<>("id", "type", "/test", Instant.EPOCH, "key", data);
    }

    private static List<String> names(CatalogDocument catalog) {
        List<String> names = new ArrayList<>();
        catalog.aggregates().stream().map(AggregateItem::name).forEach(names::add);
        catalog.scopes().stream().map(ScopeItem::name).forEach(names::add);
        return names;
    }

    /** Up to eight of them, the first ones, which are the aggregates, more often. */
    private static Set<String> some(Random random, List<String> names) {
        Set<String> chosen = new LinkedHashSet<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            int bound = random.nextBoolean() ? names.size() : Math.min(4, names.size());
            chosen.add(names.get(random.nextInt(bound)));
        }
        return chosen;
    }

    /** What of this may be asked for together (R3). */
    private static Set<String> sound(NaiveRules rules, Set<String> chosen) {
        Set<String> sound = new LinkedHashSet<>();
        for (String it : chosen) {
            Set<String> longer = new LinkedHashSet<>(sound);
            longer.add(it);
            if (rules.maySelect(longer, Set.of())) sound = longer;
        }
        return sound;
    }

    /** What the person holds: all user scopes often, some of everything else. */
    private static Set<String> held(Random random, CatalogDocument catalog) {
        boolean whole = random.nextInt(3) > 0;
        return catalog.scopes().stream()
                .filter(it -> (whole && it.kind().equals("user")) || random.nextBoolean())
                .map(ScopeItem::name)
                .collect(Collectors.toSet());
    }

    private static String action(Random random, Versions catalogs) {
        CatalogDocument catalog = random.nextInt(10) == 0 ? catalogs.before() : catalogs.after();
        int choice = random.nextInt(20);
        if (choice == 0) return "nothing:of_the_kind";
        if (choice < 4) return "f" + random.nextInt(3);
        if (choice < 7 && !catalog.aggregates().isEmpty()) {
            return catalog.aggregates()
                    .get(random.nextInt(catalog.aggregates().size()))
                    .name();
        }
        return catalog.scopes().get(random.nextInt(catalog.scopes().size())).name();
    }
}
