package dev.freshet.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.core.InvalidInputException;
import dev.freshet.testkit.golden.Recordings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Messages as Go's text/template and sprig made them of the same templates and plans. */
class CommitMessageGoldenTest {

  @TestFactory
  Stream<DynamicTest> rendersTemplatesAsGoDoes() {
    List<JsonNode> lines = Recordings.of("templates.jsonl").toList();
    if (lines.isEmpty()) {
      return Stream.of();
    }
    JsonNode shared = lines.getFirst();
    Plan plan = RecordedUpdate.plan(shared);
    return lines.stream()
        .skip(1)
        .map(line -> DynamicTest.dynamicTest(name(line), () -> check(shared, line, plan)));
  }

  @TestFactory
  Stream<DynamicTest> rendersTheMessagesOfRecordedUpdates() {
    return Stream.concat(Recordings.of("markers.jsonl"), Recordings.of("markers-of-names.jsonl"))
        .filter(line -> line.hasNonNull("template") && !line.has("error"))
        .filter(line ->
            line.get("files")
                .valueStream()
                .noneMatch(text -> RecordedUpdate.isGivenUpByFlux(text.asText())))
        .filter(line -> line.has("message") || line.has("messageLines") || line.has("messageError"))
        .map(line ->
            DynamicTest.dynamicTest(
                name(line), () -> check(line, line, RecordedUpdate.plan(line))));
  }

  private static String name(JsonNode line) {
    return line.get("id").asText() + " " + line.get("template").asText();
  }

  private static void check(JsonNode update, JsonNode recorded, Plan plan) {
    String template = recorded.get("template").asText();
    if (recorded.has("messageError")) {
      String meaning =
          recorded.get("messageError").asText().replace("main.TemplateData", "source.TemplateData");
      assertThatThrownBy(() -> RecordedUpdate.message(update, template, plan))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageEndingWith(meaning);
    } else if (recorded.has("messageLines")) {
      assertThat(RecordedUpdate.message(update, template, plan).split("\n", -1))
          .containsExactlyInAnyOrderElementsOf(Recordings.texts(recorded.get("messageLines")));
    } else if (template.contains("range .Updated.Images")) {
      // The recorded order is one of several that Flux may take; ours is sorted.
      assertThat(RecordedUpdate.message(update, template, plan).split("\n", -1))
          .containsExactlyInAnyOrder(recorded.get("message").asText().split("\n", -1));
    } else {
      assertThat(RecordedUpdate.message(update, template, plan))
          .isEqualTo(recorded.get("message").asText());
    }
  }
}
