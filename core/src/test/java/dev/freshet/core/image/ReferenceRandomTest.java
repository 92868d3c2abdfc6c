package dev.freshet.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.freshet.testkit.seed.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

class ReferenceRandomTest {
  private static final String PATH_SIGNS = "abcxyz019";
  private static final List<String> SEPARATORS = List.of(".", "_", "__", "-", "---");
  private static final String TAG_SIGNS = "abcXYZ019_-.";

  @Seeds
  void printsEveryNameAsItWasParsed(long seed) {
    String text = name(new SplittableRandom(seed));

    assertThat(ImageName.parse(text)).hasToString(text);
  }

  @Seeds
  void readsItsOwnCanonicalName(long seed) {
    ImageName name = ImageName.parse(name(new SplittableRandom(seed)));

    assertThat(ImageName.parse(name.canonical()).canonical()).isEqualTo(name.canonical());
  }

  @Seeds
  void writesOnlyReferencesThatReadBack(long seed) {
    var random = new SplittableRandom(seed);
    var ref =
        new ImageRef(name(random), new Tag(text(random, TAG_SIGNS, 1, 128)), Optional.empty());

    assertThatCode(ref::requireValid).doesNotThrowAnyException();
    assertThat(ref.qualifiedName())
        .isEqualTo(ImageName.parse(ref.name()).canonical() + ":" + ref.tag());
  }

  @Seeds
  void ordersStringsByTheirBytes(long seed) {
    var random = new SplittableRandom(seed);
    String a = text(random, "az\uFFFD\u00E9\u65E5", 0, 4) + Character.toString(0x1F680);
    String b = text(random, "az\uFFFD\u00E9\u65E5", 0, 4) + Character.toString(0xFFFD);

    assertThat(Integer.signum(ByteOrder.compare(a, b)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(utf8(a), utf8(b))))
        .isEqualTo(-Integer.signum(ByteOrder.compare(b, a)));
  }

  @Seeds
  void sortsTagsDescendingByTheirBytes(long seed) {
    var random = new SplittableRandom(seed);
    String prefix = text(random, "1.0-\u00E9", 0, 12);
    List<Tag> tags =
        Stream.generate(() -> new Tag(prefix + text(random, "01.-a\uFFFD\u00E9", 0, 12)))
            .limit(random.nextInt(1, 20))
            .toList();

    assertThat(Tags.descending(tags))
        .isEqualTo(tags.stream().sorted(Comparator.reverseOrder()).toList());
    assertThat(Tags.descending(Tags.descending(tags))).isEqualTo(Tags.descending(tags));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String name(RandomGenerator random) {
    String[] registries = {"", "docker.io/", "ghcr.io/", "localhost:5000/", "10.0.0.1:80/"};
    String path = part(random).replace('.', '-');
    return registries[random.nextInt(registries.length)]
        + (random.nextBoolean() ? path : path + "/" + part(random));
  }

  /** Letters and digits with separators between them, as container runtimes take them. */
  private static String part(RandomGenerator random) {
    String part = text(random, PATH_SIGNS, 2, 6);
    while (random.nextInt(3) > 0) {
      part += SEPARATORS.get(random.nextInt(SEPARATORS.size())) + text(random, PATH_SIGNS, 1, 4);
    }
    return part;
  }

  private static String text(RandomGenerator random, String signs, int min, int max) {
    return random
        .ints(random.nextInt(min, max + 1), 0, signs.length())
        .collect(
            StringBuilder::new, (text, i) -> text.append(signs.charAt(i)), StringBuilder::append)
        .toString();
  }
}
