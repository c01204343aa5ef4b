package org.sparkall.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The module and package rules of the house style. */
class ArchitectureTest {

    private static JavaClasses all;

    @BeforeAll
    static void readClasses() {
        all = new ClassFileImporter()
                .importPaths(
                        classesOf("scope-model"),
                        classesOf("scope-catalog"),
                        classesOf("problem"),
                        classesOf("seal"),
                        classesOf("telemetry"),
                        classesOf("signing-keys"),
                        classesOf("scope-policy-client"),
                        classesOf("scope-policy-client-quarkus"),
                        classesOf("identity"),
                        classesOf("pages"),
                        classesOf("events"),
                        classesOf("auth-service"),
                        classesOf("scope-policy-service"),
                        classesOf("consent-service"));
    }

    private static Path classesOf(String module) {
        return Path.of("..", module, "target", "classes");
    }

    @Test
    void theScopeModelKnowsNoFramework() {
        classes()
                .that()
                .resideInAPackage("org.sparkall.scope..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.sparkall.scope..", "org.jspecify..")
                .check(all);
    }

    @Test
    void servicesDoNotKnowOneAnother() {
        for (String service : new String[] {"auth", "policy", "consent"}) {
            noClasses()
                    .that()
                    .resideInAPackage("org.sparkall." + service + "..")
                    .should()
                    .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                            "belong to another service",
                            it -> it.getPackageName().matches("org\\.sparkall\\.(auth|policy|consent)(\\..*)?")
                                    && !it.getPackageName().startsWith("org.sparkall." + service)))
                    .check(all);
        }
    }

    /** What ends at the first difference tells by its time how much of a guess was right (OWASP ASVS 4.0 requirement 11.2.5). */
    @Test
    void comparingSecretsTakesTheSameTimeWhateverDiffers() {
        noClasses()
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .check(all);
        noClasses()
                .should()
                .callMethod(Arrays.class, "mismatch", byte[].class, byte[].class)
                .check(all);
        String secret = "org.sparkall.auth.secret.Secret";
        for (String name : List.of(secret, secret + "$Hash")) {
            noClasses().should().callMethod(name, "equals", "java.lang.Object").check(all);
        }
        assertThat(all.get(secret + "$Hash").getMethod("matches", secret).getMethodCallsFromSelf())
                .anyMatch(it -> it.getTargetOwner().isEquivalentTo(MessageDigest.class)
                        && it.getName().equals("isEqual"));
    }

    /**
     * PostgreSQL refuses a prepared statement whose columns are other ones than before ("cached plan must not change result type"): while a
     * release adds a column, whoever reads all there are fails.
     */
    @Test
    void statementsNameTheColumnsThatTheyRead() throws IOException {
        Pattern everything = Pattern.compile("\\b(SELECT|RETURNING) \\*");
        for (String module :
                List.of("events", "signing-keys", "auth-service", "scope-policy-service", "consent-service")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file :
                        files.filter(it -> it.toString().endsWith(".java")).toList()) {
                    // A migration runs once.
                    if (file.getFileName().toString().matches("V\\d+__.*")) continue;
                    assertThat(Files.readString(file)).as("%s", file).doesNotContainPattern(everything);
                }
            }
        }
    }

    @Test
    void eventsKnowNoService() {
        noClasses()
                .that()
                .resideInAPackage("org.sparkall.events..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.sparkall.auth..", "org.sparkall.policy..", "org.sparkall.consent..")
                .check(all);
    }

    @Test
    void featuresDoNotDependOnOneAnotherInCircles() {
        for (String service : new String[] {"auth", "policy", "consent"}) {
            slices().matching("org.sparkall." + service + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(all);
        }
    }

    @Test
    void packagesAreFeaturesAndNotLayers() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..rest..",
                        "..service..",
                        "..repository..",
                        "..mapping..",
                        "..util..",
                        "..utils..",
                        "..helper..",
                        "..dto..")
                .check(all);
    }

    @Test
    void nothingWritesToTheConsole() {
        com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(all);
    }
}
