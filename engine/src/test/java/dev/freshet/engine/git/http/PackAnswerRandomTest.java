package dev.freshet.engine.git.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.seed.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packets of any kind and length, read in pieces of any length. */
class PackAnswerRandomTest {
  private Random random = new Random(1);
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  private void packet(int band, int length) {
    byte[] content = new byte[length];
    random.nextBytes(content);
    content[0] = (byte) band;
    byte[] head = "%04x".formatted(length + 4).getBytes(StandardCharsets.ISO_8859_1);
    sent.writeBytes(head);
    sent.writeBytes(content);
    if (band != 2) {
      kept.writeBytes(head);
      kept.writeBytes(content);
    }
  }

  private void flush() {
    byte[] end = "000%d".formatted(random.nextInt(3)).getBytes(StandardCharsets.ISO_8859_1);
    sent.writeBytes(end);
    kept.writeBytes(end);
  }

  private byte[] read() throws IOException {
    InputStream answer =
        new PackAnswer(new ByteArrayInputStream(sent.toByteArray()), new AnswerBudget().share());
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[3000];
    while (true) {
      int wished = 1 + random.nextInt(buffer.length - 1);
      int bytes = answer.read(buffer, 0, wished);
      if (bytes < 0) {
        return read.toByteArray();
      }
      read.write(buffer, 0, bytes);
    }
  }

  @Seeds
  void passesOnEverythingButProgress(long seed) throws IOException {
    random = new Random(seed);
    for (int packets = random.nextInt(20); packets > 0; packets--) {
      switch (random.nextInt(4)) {
        case 0 -> flush();
        case 1 -> packet(2, 1 + random.nextInt(2000));
        case 2 -> packet('A' + random.nextInt(20), 1 + random.nextInt(200));
        default -> packet(3, 1 + random.nextInt(2000));
      }
    }

    assertThat(read()).isEqualTo(kept.toByteArray());
  }

  @Test
  void passesOnABarePack() throws IOException {
    byte[] pack = "PACK\0\0\0\2\0\0\0\1and more".getBytes(StandardCharsets.ISO_8859_1);
    sent.writeBytes(pack);

    assertThat(read()).isEqualTo(pack);
  }
}
