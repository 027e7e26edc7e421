package io.jenkins.plugins.deploymentworkflow;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The library knows nothing of Jenkins, and its packages depend on each other in one direction: plan, then
 * environment, analysis, target, strategy and ledger, then rollout, then operation; then, with Jenkins, global, runtime,
 * and what users see.
 */
class LibraryBoundaryTest {
    private static final String ROOT = "io.jenkins.plugins.deploymentworkflow";
    private static final String[] JENKINS_SIDE = {
        ROOT + ".steps..", ROOT + ".freestyle..", ROOT + ".global..", ROOT + ".ui..", ROOT + ".runtime.."
    };
    private static final DescribedPredicate<JavaClass> LIBRARY =
            resideInAPackage(ROOT + "..").and(DescribedPredicate.not(resideInAnyPackage(JENKINS_SIDE)));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void theLibraryDependsOnTheJdkJacksonSnakeYamlSemver4jAndItselfAlone() {
        classes()
                .that(LIBRARY)
                .should()
                .onlyDependOnClassesThat(LIBRARY.or(resideInAnyPackage(
                        "java..",
                        "javax..",
                        "com.fasterxml.jackson..",
                        "com.samskivert.mustache..",
                        "org.semver4j..",
                        "org.yaml.snakeyaml..")))
                .check(classes);
    }

    @Test
    void whatUsersSeeDependsOnTheRuntimeThatOnTheConfigurationAndThatOnTheLibrary() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".steps..", ROOT + ".freestyle..", ROOT + ".ui..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".global..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".steps..", ROOT + ".freestyle..", ROOT + ".ui..", ROOT + ".runtime..")
                .check(classes);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }
}
