package dev.freshet.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.time.Clock;

/**
 * The map of the packages: which way they use each other, and what the pure ones stay away from.
 */
@AnalyzeClasses(packages = "dev.freshet", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.freshet.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule gocompatStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.freshet.gocompat..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.freshet.core..", "dev.freshet.api..", "dev.freshet.engine..")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("dev.freshet.cli..")
          .because("Go's semantics are useful, and testable, without Freshet");

  @ArchTest
  static final ArchRule coreUsesGocompatOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.freshet.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.freshet.api..", "dev.freshet.engine..", "dev.freshet.cli..")
          .because("what is decided does not depend on how it was declared or is acted on");

  @ArchTest
  static final ArchRule apiUsesCoreOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.freshet.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.freshet.engine..", "dev.freshet.cli..");

  @ArchTest
  static final ArchRule engineServesTheTerminalAndDoesNotKnowIt =
      noClasses()
          .that()
          .resideInAPackage("dev.freshet.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.freshet.cli..");

  @ArchTest
  static final ArchRule clientsOfOutsideSystemsDoNotKnowTheKinds =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.freshet.engine.registry..",
              "dev.freshet.engine.ledger..",
              "dev.freshet.engine.git..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.freshet.api..")
          .because("they take core values, so that anything can use them");

  @ArchTest
  static final ArchRule jsonNullIsNoText =
      noClasses()
          .should()
          .callMethod(JsonNode.class, "asText")
          .because("of a null it gives the four letters; asText(\"\") gives no text");

  @ArchTest
  static final ArchRule testkitStaysOutOfTheProduct =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.freshet.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.freshet.testkit..");

  @ArchTest
  static final ArchRule decisionsTouchNoOutsideSystem =
      noClasses()
          .that()
          .resideInAnyPackage("dev.freshet.core..", "dev.freshet.gocompat..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..",
              "java.nio.file..",
              "javax.net..",
              "org.eclipse.jgit..",
              "org.apache.hc..",
              "com.fasterxml.jackson..",
              "org.slf4j..",
              "picocli..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(File.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("decisions must be testable without a network, a disk or a clock");

  @ArchTest
  static final ArchRule decisionsDoNotAskForTheTime =
      classes()
          .that()
          .resideInAnyPackage("dev.freshet.core..", "dev.freshet.gocompat..")
          .should(Rules.notReadTheWallClock());

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.freshet.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyTheGitPackageKnowsJGit =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.freshet.engine.git..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jgit..");

  @ArchTest
  static final ArchRule onlyWebKnowsItsServerAndItsMetrics =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.freshet.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..", "io.prometheus..");

  @ArchTest
  static final ArchRule webDoesNotKnowKubernetes =
      noClasses()
          .that()
          .resideInAPackage("dev.freshet.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.freshet.operator..", "dev.freshet.cli..", "io.fabric8..");

  /** Leaves out this module's own classes, wherever the build put them. */
  static final class MainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/dev/freshet/acceptance/")
          && !location.contains("/test-classes/")
          && !location.contains("-test/");
    }
  }
}
