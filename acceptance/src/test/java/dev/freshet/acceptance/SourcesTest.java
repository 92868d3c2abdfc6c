package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be read off the sources but not off the classes. */
class SourcesTest {
  private static final int LONGEST_TEST = 320;
  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@Disabled");

  @Test
  void everyMainPackageHasItsTour() {
    List<Path> withoutTour =
        Checkout.sources().stream()
            .filter(file -> file.toString().contains("/src/main/java/"))
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .toList();

    assertThat(withoutTour).isEmpty();
  }

  @Test
  void testsFitOnAFewScreens() {
    List<Path> tooLong =
        Checkout.sources().stream()
            .filter(file -> file.toString().contains("/src/test/java/"))
            .filter(file -> Checkout.read(file).lines().count() > LONGEST_TEST)
            .toList();

    assertThat(tooLong).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    List<Path> leftOver =
        Checkout.sources().stream()
            .filter(file -> !file.endsWith("SourcesTest.java"))
            .filter(file -> LEFT_OVER.matcher(Checkout.read(file)).find())
            .toList();

    assertThat(leftOver).isEmpty();
  }

  @Test
  void testsWaitForConditionsNotForTime() {
    List<Path> sleeping =
        Checkout.sources().stream()
            .filter(file -> file.toString().contains("/src/test/java/"))
            .filter(file -> !file.endsWith("SourcesTest.java"))
            .filter(file -> Checkout.read(file).contains("Thread.sleep("))
            .toList();

    assertThat(sleeping).isEmpty();
  }
}
