package org.sparkall.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
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
