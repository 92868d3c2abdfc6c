package dev.freshet.gocompat.semver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.seed.Seeds;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

class VersionRandomTest {

  @Seeds
  void isATotalAndAntisymmetricOrder(long seed) {
    List<Version> versions = versions(seed);

    for (Version a : versions) {
      assertThat(a).isEqualByComparingTo(a);
      for (Version b : versions) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        for (Version c : versions) {
          if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a).isLessThanOrEqualTo(c);
          }
        }
      }
    }
  }

  @Seeds
  void hasOneLargestVersionInAnyOrder(long seed) {
    List<Version> versions = versions(seed);

    Version largest = Collections.max(versions);

    assertThat(Collections.max(versions.reversed())).isEqualByComparingTo(largest);
  }

  @Seeds
  void acceptsExactlyOneOfARangeAndItsOpposite(long seed) {
    List<Version> versions = versions(seed);
    Version bound = versions.getFirst();
    // Each names a pre-release, so that pre-releases take part in both.
    Constraint below = Constraint.parse("<" + bound + ", !=99.0.0-0");
    Constraint above = Constraint.parse(">=" + bound + ", !=99.0.0-0");

    assertThat(versions).allMatch(version -> below.accepts(version) != above.accepts(version));
  }

  private static List<Version> versions(long seed) {
    var random = new SplittableRandom(seed);
    return Stream.generate(() -> Version.parse(version(random))).limit(12).toList();
  }

  private static String version(RandomGenerator random) {
    String[] suffixes = {"", "", "-0", "-rc", "-rc.1", "-rc.10", "-rc.a", "-1.a", "+b", "-a.b+c"};
    return "%d.%d.%d%s"
        .formatted(
            random.nextInt(3),
            random.nextInt(3),
            random.nextInt(3),
            suffixes[random.nextInt(suffixes.length)]);
  }
}
