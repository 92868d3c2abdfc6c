package dev.freshet.gocompat.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.testkit.golden.Recordings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Go's text/template and sprig 3.3 print for a few thousand small templates; what they do with
 * passwords is refused instead.
 */
class TemplateGoldenTest {
  private static final List<String> REFUSED =
      List.of("bcrypt", "htpasswd", "derivePassword", "encryptAES", "decryptAES");

  @ParameterizedTest
  @ValueSource(
      strings = {"templates-more.jsonl", "templates-composed.jsonl", "templates-hard.jsonl"})
  void printsWhatGoPrints(String file) {
    Stream<JsonNode> recorded = Recordings.of(file);

    assertThat(recorded).allSatisfy(TemplateGoldenTest::check);
  }

  private static void check(JsonNode recorded) {
    String template = recorded.get("template").asText();
    String expected =
        recorded.has("error")
            ? "error: " + recorded.get("error").asText()
            : recorded.get("output").asText();
    if (REFUSED.stream().anyMatch(template::contains)) {
      assertThat(outcome(template))
          .as(template)
          .startsWith("error: ")
          .endsWith("keys, certificates and passwords have no place in templates");
      return;
    }
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
