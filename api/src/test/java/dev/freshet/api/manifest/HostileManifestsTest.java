package dev.freshet.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileManifestsTest {
  private static final String POLICY =
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata: {name: app}
      spec:
        imageRepositoryRef: {name: app}
        policy:
      """
              .strip()
          + " ";

  @Test
  void refusesDeepNestingWithoutFallingIn() {
    assertThat(problemOf(POLICY + "[".repeat(100_000)))
        .isEqualTo(
            "f.yaml:6: ImagePolicy flux-system/app: does not parse as YAML: nested deeper than 200"
                + " levels");
    assertThat(problemOf(POLICY + "\n" + nestedBlocks(2_000)))
        .endsWith("does not parse as YAML: nested deeper than 200 levels");
  }

  @Test
  void refusesAliasesThatMultiply() {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    assertThat(problemOf(bomb + POLICY + "*a39"))
        .isEqualTo(
            "f.yaml:10: ImagePolicy flux-system/app: does not parse as YAML: aliases repeat more"
                + " than 100000 values");
  }

  @Test
  void refusesAliasesThatRepeatLongTexts() {
    String text = "t: &t " + "x".repeat(1_000_000) + "\n";

    assertThat(problemOf(text + POLICY + "[" + "*t, ".repeat(11) + "]"))
        .endsWith("does not parse as YAML: aliases repeat more than 100000 values");
  }

  @Test
  void refusesMergesThatMultiply() {
    assertThat(problemOf(merges(30) + POLICY + "{semver: *m29}"))
        .endsWith("does not parse as YAML: aliases repeat more than 100000 values");
    assertThat(read(merges(10) + POLICY + "{semver: *m9}").problems())
        .extracting(ManifestProblem::message)
        .contains("spec.policy.semver.range: Required value");
  }

  private static String merges(int levels) {
    var text = new StringBuilder("m0: &m0 {k: v}\n");
    for (int i = 1; i < levels; i++) {
      text.append("m%d: &m%d {<<: [*m%d, *m%d], k%d: v}\n".formatted(i, i, i - 1, i - 1, i));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%YAML 99999999999.1\n---\n",
        "%YAML 1.99999999999\n---\n",
        "%YAML 2.0\n---\n",
        "%TAG ! tag:x,2000:\n---\n",
        "x: \"\\UFFFFFFFF\"\n",
        "x: \"\\uD83D\"\n",
        "x: !<%ff> y\n",
        "x: !<tag:yaml.org,2002:binary> \"==\"\n",
        "x: &\n",
        "x: *\n",
        "x: '\uD83D'\n",
        "x: \u0007\n",
        "? ? ? ?\n",
      })
  void answersOddYaml(String oddity) {
    assertThat(read(oddity + POLICY + "{}").problems()).hasSizeLessThan(3);
  }

  @Test
  void readsALargeFile() {
    String filler = "# " + "x".repeat(98) + "\n";

    assertThat(read(filler.repeat(60_000) + POLICY + "{}").imagePolicies()).hasSize(1);
  }

  private static String nestedBlocks(int depth) {
    var text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      text.append(" ".repeat(i + 4)).append("a:\n");
    }
    return text.toString();
  }

  private static String problemOf(String content) {
    List<ManifestProblem> problems = read(content).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst().toString();
  }

  private static Manifests read(String content) {
    return Manifests.read(List.of(new ManifestText("f.yaml", content)), "flux-system");
  }
}
