package dev.freshet.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.image.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagChecksumTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"1.0.1,1.0.0 | [\"1.0.1\",\"1.0.0\"]", "a<b&c> | [\"a\\u003cb\\u0026c\\u003e\"]"})
  void sumsTheCompactJsonGoWrites(String tags, String json) {
    List<Tag> list = List.of(tags.split(",")).stream().map(Tag::new).toList();

    assertThat(TagChecksum.of(list)).hasToString(adler(json));
  }

  @Test
  void sumsAnEmptyList() {
    assertThat(TagChecksum.of(List.of()).value()).isEqualTo(adler("[]"));
  }

  @Test
  void escapesWhatJsonCannotHold() {
    List<Tag> tags = List.of(new Tag("\"\\\n\t\u0001\u2028"));

    assertThat(TagChecksum.of(tags).value()).isEqualTo(adler("[\"\\\"\\\\\\n\\t\\u0001\\u2028\"]"));
  }

  private static String adler(String json) {
    var adler = new Adler32();
    adler.update(json.getBytes(StandardCharsets.UTF_8));
    return Long.toString(adler.getValue());
  }
}
