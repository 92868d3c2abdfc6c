package dev.freshet.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The rules of the house that a machine judges well; CONTRIBUTING.md gives the reasons. */
@AnalyzeClasses(packages = "dev.freshet", importOptions = ArchitectureTest.MainCode.class)
class StyleTest {
  @ArchTest
  static final ArchRule namesSayWhatATypeIs =
      noClasses()
          .should()
          .haveNameMatching(
              ".*(Utils?|Helper|Manager|Impl|Service|Factory|Handler|Processor|Wrapper|Info|Data|Base)")
          .orShould()
          .haveNameMatching(".*\\.(Abstract[A-Z].*|I[A-Z][a-z].*)");

  @ArchTest
  static final ArchRule packagesAreNamedAfterIdeas =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..utils..", "..common..", "..helper..", "..impl..", "..model..")
          .orShould()
          .resideInAnyPackage("..service..", "..base..", "..misc..");

  @ArchTest
  static final ArchRule callsSayWhatTheyMean =
      methods()
          .should(Rules.takeNoBoolean())
          .because("push(copy, true, false) says nothing; use two methods or an enum");

  @ArchTest
  static final ArchRule optionalIsAnAnswer =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("dev.freshet.testkit..")
          .should(Rules.takeNoOptional())
          .because("Optional is a return type and a record component");

  @ArchTest
  static final ArchRule interfacesHaveTheirSecondImplementation =
      classes()
          .should(Rules.haveMoreThanOneImplementation())
          .because("an interface is extracted on the day the second implementation exists");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked = classes().should(Rules.beInANullMarkedPackage());

  @Test
  void noMocksAreOnTheClassPath() {
    assertThatThrownBy(() -> Class.forName("org.mockito.Mockito"))
        .isInstanceOf(ClassNotFoundException.class);
  }
}
