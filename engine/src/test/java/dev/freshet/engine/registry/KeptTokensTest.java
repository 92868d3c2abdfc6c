package dev.freshet.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.SecretValue;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.host.HeldAccess;
import dev.freshet.engine.registry.host.HeldAccesses;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTokensTest {
  private static final Instant NOW = Instant.EPOCH;

  private final KeptTokens tokens = new KeptTokens();
  private final HeldAccesses accesses = new HeldAccesses(tokens::remove);
  private final HeldAccess greedy = accessOf("greedy");
  private final HeldAccess modest = accessOf("modest");

  private HeldAccess accessOf(String name) {
    return accesses.of(
        ImageName.parse(name + ".example/app"), Scans.ANONYMOUS.heldBy(new Holder("team", name)));
  }

  private static KeptTokens.Use use(int number) {
    return new KeptTokens.Use(
        new Challenge.Bearer("https://realm", "", ""), List.of("scope-" + number));
  }

  private void put(HeldAccess access, int number, String value) {
    tokens.put(
        access, use(number), new KeptTokens.Token(SecretValue.of(value), NOW.plusSeconds(60)));
  }

  @Test
  void makeRoomAtTheExpenseOfTheAccessThatHasMost() {
    put(modest, 0, "mine");
    String large = "t".repeat(30 << 10);
    for (int i = 0; i < 1000; i++) {
      put(greedy, i, large);
    }

    assertThat(tokens.characters()).isLessThanOrEqualTo(KeptTokens.MOST_CHARACTERS);
    assertThat(tokens.find(modest, use(0), NOW)).contains(SecretValue.of("mine"));
    assertThat(tokens.find(greedy, use(0), NOW)).isEmpty();
    assertThat(tokens.find(greedy, use(999), NOW)).contains(SecretValue.of(large));
  }

  @Test
  void endWithTheirAccessAlsoWhenTheyComeLater() {
    put(modest, 0, "mine");
    accesses.release(new Holder("team", "modest"));
    put(modest, 0, "late");

    assertThat(tokens.find(modest, use(0), NOW)).isEmpty();
    assertThat(tokens.characters()).isZero();
  }

  @Test
  void areNoGoodOnceTheyExpire() {
    put(modest, 0, "mine");

    assertThat(tokens.find(modest, use(0), NOW.plusSeconds(60))).isEmpty();
  }
}
