package dev.freshet.engine.git.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.seed.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class PathTextRandomTest {
  private static final List<String> LETTERS = List.of("a", "/", "é", "中", "\uFFFD", "😀");

  @Seeds
  void keepsAllBytes(long seed) {
    byte[] path = randomPath(new Random(seed));

    assertThat(PathText.bytes(PathText.of(path))).isEqualTo(path);
  }

  @Seeds
  void keepsTheOrderOfBytes(long seed) {
    Random random = new Random(seed);
    byte[] one = randomPath(random);
    byte[] other = randomPath(random);

    assertThat(Integer.signum(PathText.compare(PathText.of(one), PathText.of(other))))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, other)));
  }

  @Seeds
  void isOrdinaryTextWhereTheBytesAre(long seed) {
    Random random = new Random(seed);
    String path = LETTERS.get(random.nextInt(LETTERS.size())).repeat(random.nextInt(5));

    assertThat(PathText.of(path.getBytes(StandardCharsets.UTF_8))).isEqualTo(path);
    assertThat(PathText.bytes(path)).isEqualTo(path.getBytes(StandardCharsets.UTF_8));
  }

  /** Letters, of which some are cut or come from another encoding. */
  private static byte[] randomPath(Random random) {
    byte[] path = new byte[0];
    for (int i = random.nextInt(6); i >= 0; i--) {
      byte[] letter = LETTERS.get(random.nextInt(LETTERS.size())).getBytes(StandardCharsets.UTF_8);
      int kept = random.nextInt(3) == 0 ? random.nextInt(letter.length + 1) : letter.length;
      byte[] longer = Arrays.copyOf(path, path.length + kept);
      System.arraycopy(letter, 0, longer, path.length, kept);
      path = longer;
      if (random.nextInt(4) == 0) {
        path = Arrays.copyOf(path, path.length + 1);
        path[path.length - 1] = (byte) (0x80 + random.nextInt(0x80));
      }
    }
    return path;
  }
}
