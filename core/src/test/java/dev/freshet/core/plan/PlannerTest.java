package dev.freshet.core.plan;

import static dev.freshet.core.plan.Trees.MARKER;
import static dev.freshet.core.plan.Trees.file;
import static dev.freshet.core.plan.Trees.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.Cutoff;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.ObjectIdentifier;
import dev.freshet.core.plan.FileProblem.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

  @Test
  void plansTheSameWhateverThePartsAreDoneBy() {
    List<ManifestFile> files =
        IntStream.range(0, 200).mapToObj(i -> file("f" + i + ".yaml", "a: x " + MARKER)).toList();
    Setters setters = Trees.setters(policy("p", "img", "v2"));

    Plan atOnce =
        Planner.plan(
            files,
            setters,
            parts ->
                parts.parallelStream()
                    .forEach(part -> assertThatCode(part::call).doesNotThrowAnyException()));

    assertThat(atOnce.changes()).hasSize(200);
    assertThat(atOnce.files())
        .extracting(FileChange::path)
        .isEqualTo(Planner.plan(files, setters).files().stream().map(FileChange::path).toList());
  }

  @Test
  void endsWhenTheWorkIsCut() {
    var cutoff = new Cutoff("cut");
    List<ManifestFile> files = List.of(file("f.yaml", "a: x " + MARKER));
    Setters setters = Trees.setters(policy("p", "img", "v2"));
    cutoff.cut();

    assertThatThrownBy(() -> cutoff.during(() -> Planner.plan(files, setters))).hasMessage("cut");
  }

  @Test
  void goesOnBehindAFileThatDoesNotParse() {
    Plan plan =
        Planner.plan(
            List.of(
                file("chart/deployment.yaml", "{{- if .x }}\na: x " + MARKER + "\n{{- end }}\n"),
                file("app.yaml", "a: x " + MARKER + "\n")),
            Trees.setters(policy("p", "img", "v2")));

    assertThat(plan.files()).extracting(FileChange::path).containsExactly("app.yaml");
    assertThat(plan.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.toString()).startsWith("chart/deployment.yaml:1: cannot be parsed");
          assertThat(problem.severity()).isEqualTo(Severity.ERROR);
        });
  }

  @Test
  void reportsAnInvalidReferenceWhereItWouldHaveGone() {
    String other = "# {\"$imagepolicy\": \"ns:q:tag\"}";

    Plan plan =
        Planner.plan(
            List.of(file("f.yaml", "a: b\nc: x " + MARKER + "\nd: y " + other + "\n")),
            Trees.setters(policy("p", "img", "a+b"), policy("q", "img", "v2")));

    assertThat(plan.changes()).extracting(Change::newValue).containsExactly("v2");
    assertThat(plan.problems())
        .containsExactly(
            new FileProblem(
                "f.yaml",
                2,
                "encountered invalid image ref \"img:a+b\": could not parse reference: img:a+b",
                Severity.ERROR));
  }

  @ParameterizedTest
  @CsvSource({
    "ns:gone, unknown image policy ns/gone",
    "ns:waiting:tag, image policy ns/waiting has not chosen an image",
    "ns:p:Tag, must end with",
    "ns:p:, must end with",
    "ns/p, must separate names with a colon",
    "ns, names no policy",
    "web, 'marker \"web\" names no namespace: \"ns:web\" names that of the automation'",
    "team:p:tag, 'of another namespace: this automation serves those of ns alone'",
    "ns:leftout, image policy ns/leftout is left out by the automation's spec.policySelector"
  })
  void warnsOfAMarkerThatNothingWillEverServe(String setter, String message) {
    ManifestFile marked = file("f.yaml", "a: x # {\"$imagepolicy\": \"" + setter + "\"}\n");

    Plan plan =
        Planner.plan(
            List.of(marked),
            Setters.of(
                List.of(policy("p", "img", "v2")),
                new PolicyScope(
                    "ns",
                    Set.of(new NamespacedName("ns", "p"), new NamespacedName("ns", "waiting")),
                    Set.of(new NamespacedName("ns", "leftout")),
                    Set.of(),
                    Set.of())));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.message()).contains(message);
          assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"team:p", "ns:other", "team:gone:tag"})
  void isSilentAboutWhatAnotherAutomationOfTheRepositoryServes(String setter) {
    ManifestFile marked = file("f.yaml", "a: x # {\"$imagepolicy\": \"" + setter + "\"}\n");
    PolicyScope scope =
        new PolicyScope(
            "ns", Set.of(), Set.of(), Set.of(new NamespacedName("ns", "other")), Set.of("team"));

    Plan plan = Planner.plan(List.of(marked), Setters.of(List.of(), scope));

    assertThat(plan).isEqualTo(new Plan(List.of(), List.of()));
  }

  @Test
  void sortsFilesByTheBytesOfTheirPaths() {
    String text = "a: x " + MARKER + "\n";

    Plan plan =
        Planner.plan(
            List.of(
                file("\uFF21.yaml", text), file("\uD83D\uDE80.yaml", text), file("Z.yml", text)),
            Trees.setters(policy("p", "img", "v2")));

    assertThat(plan.files())
        .extracting(FileChange::path)
        .containsExactly("Z.yml", "\uFF21.yaml", "\uD83D\uDE80.yaml");
  }

  @Test
  void namesTheItemsOfAListThatIsAllTheFileHolds() {
    String item = "- apiVersion: v1\n  kind: Pod\n  metadata: {name: NAME}\n  image: x MARKER\n";
    String list =
        "items:\n" + item.replace("NAME", "a") + item.replace("NAME", "b") + "kind: List\n";

    Plan plan = Trees.plan(list.replace("MARKER", MARKER), "v2");

    assertThat(plan.changes())
        .extracting(Change::object)
        .containsExactly(
            new ObjectIdentifier("v1", "Pod", "", "a"), new ObjectIdentifier("v1", "Pod", "", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: y MARKER\n", "a: x\n", "b: 1\na: x MARKER\n", "", "a: [\n"})
  void leavesAFileAloneWhoseMarkersMoved(String content) {
    ManifestFile found = file("f.yaml", "a: x " + MARKER + "\n");
    byte[] now = content.replace("MARKER", MARKER).getBytes(StandardCharsets.UTF_8);

    Plan plan =
        Planner.plan(
            List.of(new ManifestFile("f.yaml", found.markers(), () -> now)),
            Trees.setters(policy("p", "img", "v2")));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.problems()).extracting(FileProblem::severity).containsExactly(Severity.ERROR);
  }

  @Test
  void leavesAFileAloneThatTheEditWouldBreak() {
    Plan plan = Trees.plan("kind: x " + MARKER + "\nitems: []\n", "List");

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.problems())
        .extracting(FileProblem::message)
        .containsExactly("left as it is: the edit would change which markers the file has");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata: ~ %s\n",
        "kind: Pod\nmetadata: null %s\n",
        "metadata:\n  name: x\n  annotations: null %s\n",
        "metadata:\n  annotations: ~ %s\nkind: List\n",
      })
  void passesOverAMarkerWhereFluxPutsItsOwnAnnotations(String text) {
    Plan plan = Trees.plan(text.formatted(MARKER), "v2");

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.problems()).extracting(FileProblem::severity).containsExactly(Severity.WARNING);
  }

  @Test
  void editsANullOfAnItemThatFluxPutsNothingInto() {
    String list = "kind: List\nitems:\n- kind: Pod\n  metadata:\n    annotations: null ";

    assertThat(Trees.plan(list + MARKER + "\n", "v2").changes()).hasSize(1);
  }

  @Test
  void callsAnObjectWhatItIsCalledOnceTheMarkerIsEdited() {
    String pod =
        String.join(
            " " + MARKER + "\n", "kind: Pod", "metadata:\n  name: a", "  labels:\n    name: b", "");

    Plan plan = Trees.plan(pod + "---\n" + pod, "v2");

    assertThat(plan.changes())
        .extracting(change -> change.object().kind() + "/" + change.object().name())
        .containsExactly("v2/a", "v2/v2", "v2/v2", "v2/a", "v2/v2", "v2/v2");
  }

  @Test
  void handsOnTheMarkersOfTheNewContent() {
    FileChange change =
        Trees.plan("a: é " + MARKER + "\nb: é " + MARKER + "\n", "1.0").files().getFirst();

    assertThat(change.markersAfter()).isEqualTo(ManifestMarkers.find(change.after()));
    assertThat(((ManifestMarkers.Found) change.markersAfter()).markers())
        .extracting(marker -> marker.value())
        .containsExactly("1.0", "1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%YAML 1.1\n---\na: x MARKER\n",
        "%YAML 1.2\n# c\n\n---\na: x MARKER\n",
        "%TAG ! tag:example.com,2000:\n---\na: x MARKER\nb: !c d\n",
        "b: c\n--- # d\na: x MARKER\n",
        "b: c\n--- {a: x, # c\n d: x MARKER\n }\n",
        "b: c\n---\n--- {d: e}\n---\na: x MARKER\n",
        "b: c\n---\t!!map\na: x MARKER\n",
        "b: c\n...\n%YAML 1.1\n--- {d: e}\n---\na: x MARKER\n",
        "\uFEFFa: x MARKER\n",
        "a: x MARKER\r\n--- !!map {b: c}\r\n",
      })
  void editsAFileWhateverItsDocumentsBeginWith(String text) {
    String marked = text.replace("MARKER", MARKER);

    assertThat(Trees.updated(marked, "v2"))
        .isEqualTo(marked.replace("x " + MARKER, "v2 " + MARKER));
  }

  @ParameterizedTest
  @CsvSource({
    "'a: b\\nc: \\0d\\ne: x MARKER\\n', 2, U+0000",
    "'a: b\\n\\n\\fc: d\\ne: x MARKER\\n', 3, U+000C",
    "'a: b\\n---\\nc: d\\n\\ne: \\7x MARKER\\n', 5, U+0007",
    "'a: b\\n---foo\\ne: x MARKER\\n', 2, ---foo"
  })
  void namesWhatMakesAFileNoYamlAtItsLine(String text, int line, String what) {
    Plan plan = Trees.plan(text.translateEscapes().replace("MARKER", MARKER), "v2");

    assertThat(plan.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.line()).isEqualTo(line);
          assertThat(problem.message()).contains(what);
          assertThat(problem.severity()).isEqualTo(Severity.ERROR);
        });
  }

  @Test
  void doesNotAskForContentThatStaysAsItIs() {
    ManifestFile current =
        new ManifestFile(
            "f.yaml",
            file("f.yaml", "a: v2 " + MARKER + "\n").markers(),
            () -> {
              throw new AssertionError("content was read");
            });

    Plan plan = Planner.plan(List.of(current), Trees.setters(policy("p", "img", "v2")));

    assertThat(plan.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"ns:p, img:v2", "ns:p:tag, v2", "ns:p:name, img", "ns%3Ap, img:v2"})
  void setsTheWholeReferenceOrAPartOfIt(String setter, String value) {
    Plan plan = Trees.plan("a: x # {\"$imagepolicy\": \"" + setter + "\"}\n", "v2");

    assertThat(plan.changes()).extracting(Change::newValue).containsExactly(value);
  }
}
