package dev.freshet.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.core.AutomationException;
import dev.freshet.core.Cutoff;
import dev.freshet.testkit.time.ProcessorTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileManifestsTest {
  private static final int MOST_BYTES = 5 << 20;
  private static final Duration MOST = Duration.ofMillis(2_500);
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

    assertThat(read(filler.repeat(60_000) + POLICY + "{}").all(ImagePolicy.KIND)).hasSize(1);
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
    return Manifests.read(
        new Kinds(List.of(ImageUpdateAutomation.KIND)),
        List.of(new ManifestText("f.yaml", content)),
        "flux-system");
  }

  private static Arguments form(String name, String start, String part, String end) {
    int times = (MOST_BYTES - start.length() - part.length() - end.length()) / part.length();
    return Arguments.of(name, start + part.repeat(times) + end);
  }

  static Stream<Arguments> files() {
    String object = POLICY + "{}\n";
    return Stream.of(
        form("documents", object, "---\na: b\n", ""),
        form("documents of a kind", "", "---\nkind: Secret\n", ""),
        form("documents that do not parse", "", "---\nkind: Secret\na: [\n", ""),
        form("lines of kinds", "x: [\n", " kind: \n", ""),
        form("lines of kinds without a value", "x: [\n", "kind:\n", ""),
        form("the word kind", "x: [\n", "kind", ""),
        form("braces", "kind: GitRepository\nx: [\n ", "{", "\n"),
        form("braces and words", "kind: GitRepository\nx: [\n ", "{{.Rel", "\n"),
        form("braces and blanks", "kind: GitRepository\nx: [\n ", "{{      ", "\n"),
        form("closed braces", "kind: GitRepository\nx: [\n ", "{{}", "\n"),
        form("a version of blanks", "kind: GitRepository\nx: [\n", "apiVersion    ", "\n"),
        form("image versions", "kind: X\nx: [\n", "image.toolkit.fluxcd.io/", "\n"),
        form("metadata", "kind: Secret\nx: [\nmetadata:\n", " {,name  ", "\n"),
        form("blank metadata", "kind: Secret\nx: [\nmetadata:\n", "\n", "\n"),
        form("a field of digits", object, "1", ": x\n"),
        form("an interval of digits", object + "  interval: ", "1", "m\n"),
        form("an interval of units", object + "  interval: ", "1m", "\n"),
        form("an interval of points", object + "  interval: ", "1.", "\n"),
        form("a plain number", object + "  digestReflectionPolicy: ", "1_", "\n"),
        form("a name", object.replace("name: app}", "name: "), "a-", "}\n"),
        form("a label", object.replace("app}", "app, labels: {a: "), "1", "}}\n"),
        form("unknown fields", object, "  imagerepositoryref: x\n", ""),
        form("a text", object, "  x: \"" + "x".repeat(1000) + "\"\n", ""),
        form("one text", object + "  x: \"", "x", "\"\n"),
        form("a text in lines", object + "  x: \"", "x\n", "\"\n"),
        form("a list", object + "  x: [", "x,", "]\n"),
        form("a map", object + "  x: {", "x: y,", "}\n"),
        form("anchors of one hash", object + "  x: [", "&AaAaBBBB a,&BBBBAaAa a,", "]\n"),
        form("deep lists", object + "  x:\n", "   " + "- ".repeat(150) + "a\n", ""),
        form(
            "deep braces",
            object + "  x:\n",
            "  - " + "{a: ".repeat(150) + "}".repeat(150) + "\n",
            ""),
        form("aliases", "a: &a v\n" + object + "  x:\n", "  - *a\n", ""),
        form("merges", "a: &a {k: v}\n" + object + "  x:\n", "  - <<: [*a, *a]\n", ""),
        form("questions", object, "? ", ""),
        form(
            "a secret",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: ",
            "QUFB",
            "}\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void readsOrRefusesALargeFileSoon(String name, String text) throws Throwable {
    Duration taken =
        ProcessorTime.ofOneRun(
            MOST,
            () ->
                assertThat(read(text).problems())
                    .allSatisfy(problem -> assertThat(problem.toString()).hasSizeLessThan(3000)));

    assertThat(taken).as(name).isLessThan(MOST);
  }

  @Test
  void refusesByNameWhatIsTooMuch() {
    assertThat(problemOf("#".repeat(9 << 20) + "\n" + POLICY + "{}"))
        .isEqualTo("f.yaml:1: larger than 8 MiB");
    assertThat(problemOf(POLICY + "{}\n  x: [" + "a,".repeat(500_000) + "]"))
        .endsWith("does not parse as YAML: holds more than 400000 values");
  }

  @Test
  void namesOnlyTheFirstProblemsOfAnObject() {
    String unknown =
        IntStream.range(0, 50_000).mapToObj(i -> "  f" + i + ": x\n").collect(Collectors.joining());

    assertThat(read(POLICY + "{}\n" + unknown).problems())
        .hasSizeLessThan(110)
        .extracting(ManifestProblem::message)
        .contains("and more problems of the kind");
  }

  @Test
  void endsWhenItIsCut() {
    var cutoff = new Cutoff("cut");
    cutoff.cut();

    assertThatThrownBy(() -> cutoff.during(() -> read(POLICY + "{}")))
        .isInstanceOf(AutomationException.class)
        .hasMessage("cut");
  }

  @Test
  void takesAnObjectOfAServerThatIsNestedEndlessly() {
    Object nested = "x";
    for (int i = 0; i < 50_000; i++) {
      nested = i % 2 == 0 ? List.of(nested) : Map.of("a", nested);
    }
    Map<String, Object> object =
        Map.of("apiVersion", "v1", "kind", "Secret", "metadata", Map.of("name", "a", "x", nested));

    assertThat(Manifests.ofServer(new Kinds(List.of(ImageUpdateAutomation.KIND)), object).secrets())
        .hasSizeLessThan(2);
  }
}
