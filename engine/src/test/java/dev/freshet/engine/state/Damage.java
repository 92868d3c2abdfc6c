package dev.freshet.engine.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** What disks, kills and people do to files. */
public final class Damage {
  private static final String[] VALUES = {
    "null",
    "\"\"",
    "-1",
    "1e999",
    "99999999999999999999999999",
    "\"+1000000000-12-31T23:59:59.999999999Z\"",
    "\"-1000000000-01-01T00:00:00Z\"",
    "\"../../../etc\"",
    "{}",
    "[]",
    "[{}]",
    "true"
  };

  private Damage() {}

  public static void to(Path file, long seed) throws IOException {
    Random random = new Random(seed);
    byte[] content = Files.readAllBytes(file);
    Files.write(file, damaged(content, random));
  }

  private static byte[] damaged(byte[] content, Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(content, content.length == 0 ? 0 : random.nextInt(content.length));
      case 1 -> new byte[content.length];
      case 2 -> flipped(content, random);
      case 3 -> randomBytes(random);
      case 4 -> "[".repeat(200_000).getBytes(StandardCharsets.UTF_8);
      case 5 ->
          (new String(content, StandardCharsets.UTF_8) + "}{").getBytes(StandardCharsets.UTF_8);
      default -> withOtherValue(content, random);
    };
  }

  private static byte[] flipped(byte[] content, Random random) {
    byte[] flipped = content.clone();
    for (int i = random.nextInt(4); i >= 0 && flipped.length > 0; i--) {
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
    }
    return flipped;
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(1000)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A document that reads, in which one value is not what it was. */
  private static byte[] withOtherValue(byte[] content, Random random) {
    String text = new String(content, StandardCharsets.UTF_8);
    String[] parts = text.split("(?<=:)", -1);
    int at = random.nextInt(parts.length);
    parts[at] =
        parts[at].replaceFirst(
            "^(\"[^\"]*\"|[0-9]+|\\{|\\[|true|false)", VALUES[random.nextInt(VALUES.length)]);
    return String.join("", parts).getBytes(StandardCharsets.UTF_8);
  }
}
