package dev.freshet.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.image.ImageUpdateAutomation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies in a folder, the reader answers with objects and one-line problems. */
class ManifestsRandomTest {
  private static final int FILES_PER_SEED = 10;
  private static final ManifestText NEIGHBOUR =
      new ManifestText(
          "neighbour.yaml",
          """
          apiVersion: v1
          kind: Namespace
          metadata: {name: neighbour}
          """);
  private static final String WHOLE =
      """
      # Licence
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageUpdateAutomation
      metadata: {name: auto, labels: &l {team: a}}
      spec:
        interval: 30m
        sourceRef: {kind: GitRepository, name: "flux-system"}
        git:
          checkout: {ref: {branch: main}}
          commit:
            author: {name: 'bot', email: bot@example.com}
            messageTemplate: |
              {{ range .Changed.Changes }}
            messageTemplateValues: {x: "1"}
          push: {branch: auto, options: {}}
        policySelector:
          matchLabels: *l
          matchExpressions:
          - {key: team, operator: In, values: [a, b]}
      ---
      apiVersion: v1
      kind: List
      items:
      - apiVersion: v1
        kind: Secret
        metadata: {name: s}
        data: {password: aHVudGVyMg==}
      - apiVersion: image.toolkit.fluxcd.io/v1beta1
        kind: ImageRepository
        metadata: {name: app}
        spec: {image: app, interval: 1m, exclusionList: [a]}
      """;
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          "- ",
          "? ",
          "\n",
          "\r",
          "\t",
          "#",
          "&a ",
          "*a",
          "<<: ",
          "!!int ",
          "!x ",
          "|",
          ">",
          "'",
          "\"",
          "\\",
          "---\n",
          "...\n",
          "%YAML 9.9\n",
          "%TAG ! x:\n",
          "~",
          "0x",
          "1e999",
          "\uFEFF",
          "\u0000",
          "\u2028",
          "\uD83D",
          "\uD83D\uDE80",
          "é",
          "  ",
          "kind: Secret",
          "apiVersion: image.toolkit.fluxcd.io/v1\n",
          "spec: ",
          "metadata: ",
          "items:\n- ",
          "null");

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void survivesBrokenManifests(long seed) {
    var random = new Random(seed);

    for (int i = 0; i < FILES_PER_SEED; i++) {
      answersInOneLineEach(damaged(WHOLE, random));
    }
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void survivesGarbage(long seed) {
    var random = new Random(seed);

    for (int i = 0; i < FILES_PER_SEED; i++) {
      var garbage = new StringBuilder(random.nextBoolean() ? "kind: Secret\n" : "");
      for (int n = random.nextInt(60); n > 0; n--) {
        garbage.append(piece(random));
      }
      answersInOneLineEach(garbage.toString());
    }
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void neverRepeatsASecret(long seed) {
    var random = new Random(seed);
    String secret =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: s}
        stringData:
          password: hunter2
          token: "hunter2"
        data: {key: hunter2!}
        """;

    for (int i = 0; i < FILES_PER_SEED; i++) {
      String text =
          secret.replace(": hunter2\n", ": " + piece(random) + "hunter2" + piece(random) + "\n");
      assertThat(answersInOneLineEach(text).toString()).doesNotContain("hunter2");
    }
  }

  private static List<ManifestProblem> answersInOneLineEach(String content) {
    Manifests manifests =
        Manifests.read(
            new Kinds(List.of(ImageUpdateAutomation.KIND)),
            List.of(new ManifestText("f.yaml", content), NEIGHBOUR),
            "flux-system");

    assertThat(manifests.problems())
        .as(content)
        .allSatisfy(problem -> {
          assertThat(problem.toString()).startsWith("f.yaml:" + problem.line() + ": ");
          assertThat(problem.toString().lines()).hasSize(1);
          assertThat(problem.line()).isBetween(1, (int) content.lines().count() + 1);
        });
    assertThat(manifests.namespaces()).as(content).anyMatch(n -> n.name().equals("neighbour"));
    return manifests.problems();
  }

  private static String damaged(String text, Random random) {
    var lines = new ArrayList<>(text.lines().toList());
    for (int n = random.nextInt(3); n > 0; n--) {
      int from = random.nextInt(lines.size());
      String line = lines.remove(from);
      if (random.nextBoolean()) {
        lines.add(random.nextInt(lines.size() + 1), line);
      }
    }
    var damaged = new StringBuilder(String.join(random.nextInt(5) == 0 ? "\r\n" : "\n", lines));
    for (int n = random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(damaged.length());
      damaged.replace(at, Math.min(damaged.length(), at + random.nextInt(3)), piece(random));
    }
    return damaged.toString();
  }

  private static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  static LongStream seeds() {
    String seed = System.getProperty("seed", "");
    return seed.isEmpty() ? LongStream.range(0, 100) : LongStream.of(Long.parseLong(seed));
  }
}
