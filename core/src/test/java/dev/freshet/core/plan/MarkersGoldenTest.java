package dev.freshet.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.ObjectIdentifier;
import dev.freshet.core.plan.FileProblem.Severity;
import dev.freshet.testkit.golden.Recordings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkersGoldenTest {

  private record Recorded(
      String file, ObjectIdentifier object, String setter, String oldValue, String newValue) {}

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("completed")
  void changesWhatFluxChanges(JsonNode recorded) {
    Plan plan = plan(recorded);

    assertThat(changes(plan, recorded))
        .containsExactlyInAnyOrderElementsOf(
            recorded
                .get("changes")
                .valueStream()
                .map(MarkersGoldenTest::change)
                .filter(change -> !isGivenUp(recorded, change.file()))
                .toList());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("all")
  void changesNothingButTheScalars(JsonNode recorded) {
    Plan plan = plan(recorded);

    assertThat(plan.files().stream().filter(file -> !isGivenUp(recorded, file.path())))
        .allSatisfy(IndependentCheck::holds);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("all")
  void findsNothingLeftToChangeAfterwards(JsonNode recorded) {
    Plan plan = plan(recorded);

    List<ManifestFile> written =
        plan.files().stream().map(file -> Trees.file(file.path(), Trees.after(file))).toList();
    assertThat(Planner.plan(written, setters(recorded)).isEmpty()).isTrue();
    assertThat(plan.files())
        .allSatisfy(
            file -> assertThat(file.markersAfter()).isEqualTo(ManifestMarkers.find(file.after())));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("all")
  void namesTheFilesThatFluxDropsSilently(JsonNode recorded) {
    List<String> unparsable = Recordings.texts(recorded.path("unparsable"));

    Plan plan = plan(recorded);

    assertThat(plan.problems())
        .filteredOn(problem -> problem.severity() == Severity.ERROR)
        .extracting(FileProblem::path)
        .containsAll(unparsable.stream().filter(path -> !isGivenUp(recorded, path)).toList());
  }

  /** Where one bad reference aborts Flux's whole run, only the files that need it are left out. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("aborted")
  void reportsAnInvalidReferenceAndGoesOn(JsonNode recorded) {
    Plan plan = plan(recorded);

    List<ImageRef> written = plan.changes().stream().map(Change::image).toList();
    assertThat(written).allSatisfy(ImageRef::requireValid);
    assertThat(plan.problems())
        .filteredOn(problem -> problem.message().startsWith("encountered invalid image ref"))
        .allSatisfy(problem -> assertThat(problem.severity()).isEqualTo(Severity.ERROR));
  }

  static Stream<JsonNode> all() {
    return Stream.of("markers.jsonl", "markers-more.jsonl", "markers-of-names.jsonl")
        .flatMap(Recordings::of);
  }

  static Stream<JsonNode> completed() {
    return all().filter(recorded -> !recorded.has("error"));
  }

  static Stream<JsonNode> aborted() {
    return all().filter(recorded -> recorded.has("error"));
  }

  private static Plan plan(JsonNode recorded) {
    Map<String, String> texts =
        recorded
            .get("files")
            .propertyStream()
            .collect(Collectors.toMap(Map.Entry::getKey, file -> file.getValue().asText()));
    return Planner.plan(Trees.files(texts), setters(recorded));
  }

  private static Setters setters(JsonNode recorded) {
    return Setters.of(
        recorded
            .get("policies")
            .valueStream()
            .filter(policy -> policy.has("image"))
            .map(MarkersGoldenTest::policy)
            .toList(),
        Trees.scope("flux-system"));
  }

  private static ResolvedPolicy policy(JsonNode policy) {
    Optional<Digest> digest =
        Optional.ofNullable(policy.get("digest")).map(JsonNode::asText).map(Digest::new);
    return new ResolvedPolicy(
        new NamespacedName(policy.get("namespace").asText(), policy.get("name").asText()),
        new ImageRef(policy.get("image").asText(), new Tag(policy.get("tag").asText()), digest));
  }

  private static boolean isGivenUp(JsonNode recorded, String path) {
    return RecordedUpdate.isGivenUpByFlux(recorded.get("files").get(path).asText());
  }

  private static List<Recorded> changes(Plan plan, JsonNode recorded) {
    return plan.files().stream()
        .filter(file -> !isGivenUp(recorded, file.path()))
        .flatMap(file ->
            file.changes().stream()
                .map(change ->
                    new Recorded(
                        file.path(),
                        change.object(),
                        change.setter(),
                        change.oldValue(),
                        change.newValue())))
        .toList();
  }

  private static Recorded change(JsonNode change) {
    return new Recorded(
        change.get("file").asText(),
        new ObjectIdentifier(
            change.get("apiVersion").asText(),
            change.get("kind").asText(),
            change.get("namespace").asText(),
            change.get("name").asText()),
        change.get("setter").asText(),
        change.get("old").asText(),
        change.get("new").asText());
  }
}
