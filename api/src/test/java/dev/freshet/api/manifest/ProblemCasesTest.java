package dev.freshet.api.manifest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.image.ImageUpdateAutomation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases are in {@code problems/*.txt}: a title, a file, and the lines it is answered with. */
class ProblemCasesTest {

  record Case(String title, String yaml, List<String> lines) {
    static Case parse(String text) {
      String[] titleAndRest = text.split("\n", 2);
      String[] yamlAndLines = titleAndRest[1].split("(?m)^>>>\n", -1);
      return new Case(titleAndRest[0], yamlAndLines[0], yamlAndLines[1].lines().toList());
    }

    @Override
    public String toString() {
      return title;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void answersWithTheseLines(Case test) {
    Manifests manifests =
        Manifests.read(
            new Kinds(List.of(ImageUpdateAutomation.KIND)),
            List.of(new ManifestText("f.yaml", test.yaml())),
            "flux-system");

    assertThat(manifests.problems().stream().map(ManifestProblem::toString))
        .containsExactlyElementsOf(test.lines());
  }

  static Stream<Case> cases() throws IOException, URISyntaxException {
    Path folder = Path.of(requireNonNull(ProblemCasesTest.class.getResource("/problems")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().flatMap(ProblemCasesTest::casesIn).toList().stream();
    }
  }

  private static Stream<Case> casesIn(Path file) {
    try {
      return Arrays.stream(Files.readString(file).split("(?m)^=== "))
          .filter(text -> !text.isEmpty())
          .map(Case::parse);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
