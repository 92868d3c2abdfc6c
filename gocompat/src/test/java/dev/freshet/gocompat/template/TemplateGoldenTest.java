package dev.freshet.gocompat.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.golden.Recordings;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Go's text/template and sprig 3.3 print for a few thousand small templates. */
class TemplateGoldenTest {

  @Test
  void printsWhatGoPrints() {
    Stream<JsonNode> recorded = Recordings.of("templates-more.jsonl");

    assertThat(recorded).allSatisfy(TemplateGoldenTest::check);
  }

  private static void check(JsonNode recorded) {
    String template = recorded.get("template").asText();
    String expected =
        recorded.has("error")
            ? "error: " + recorded.get("error").asText()
            : recorded.get("output").asText();
    assertThat(outcome(template)).as(template).isEqualTo(expected);
  }

  private static String outcome(String template) {
    try {
      return Template.parse("t", template).execute(TemplateValues.all(), TemplateValues.limits());
    } catch (GoSyntaxException | GoErrorException refused) {
      return "error: " + refused.getMessage();
    }
  }
}
