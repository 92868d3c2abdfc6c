package dev.freshet.gocompat.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.golden.Recordings;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Go's text/template and sprig 3.3 print for a few thousand small templates. */
class TemplateGoldenTest {

  @TestFactory
  Stream<DynamicTest> printsWhatGoPrints() {
    return Recordings.of("templates-more.jsonl")
        .map(
            line ->
                DynamicTest.dynamicTest(line.get("template").asText(), () -> check(line)));
  }

  private static void check(JsonNode recorded) {
    String template = recorded.get("template").asText();
    if (recorded.has("error")) {
      assertThat(outcome(template)).isEqualTo("error: " + recorded.get("error").asText());
    } else {
      assertThat(outcome(template)).isEqualTo(recorded.get("output").asText());
    }
  }

  private static String outcome(String template) {
    try {
      return Template.parse("t", template).execute(TemplateValues.all(), TemplateValues.limits());
    } catch (GoSyntaxException | GoErrorException refused) {
      return "error: " + refused.getMessage();
    }
  }
}
