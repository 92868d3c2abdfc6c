package dev.freshet.gocompat.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.seed.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

class Utf8RandomTest {

  @Seeds
  void bytesOfAnyTextReadBackAsTheText(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    random.ints(100, 0, 0xD800).forEach(text::appendCodePoint);
    random.ints(20, 0x10000, 0x10FFFF).forEach(text::appendCodePoint);

    String bytes = Utf8.encode(text.toString());

    assertThat(Utf8.decode(bytes)).isEqualTo(text.toString());
    assertThat(Utf8.codePoints(bytes))
        .containsExactly(text.codePoints().boxed().toArray(Integer[]::new));
    assertThat(Utf8.count(bytes)).isEqualTo(120);
  }

  @Seeds
  void anyBytesAreWalkedToTheirEnd(long seed) {
    byte[] bytes = new byte[200];
    new SplittableRandom(seed).nextBytes(bytes);
    String text = Utf8.ofBytes(bytes);

    StringBuilder rewritten = new StringBuilder();
    for (int i = 0; i < text.length(); i += Utf8.width(text, i)) {
      rewritten.append(text, i, i + Utf8.width(text, i));
    }

    assertThat(rewritten.toString()).isEqualTo(text);
    assertThat(Utf8.toBytes(text)).isEqualTo(bytes);
    assertThat(Utf8.decode(text)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }
}
