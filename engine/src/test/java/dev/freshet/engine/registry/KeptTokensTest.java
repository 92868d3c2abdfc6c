package dev.freshet.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTokensTest {
  private static final Instant NOW = Instant.EPOCH;

  private final KeptTokens tokens = new KeptTokens();
  private final HeldAccess greedy = new HeldAccess();
  private final HeldAccess modest = new HeldAccess();

  private static KeptTokens.Use use(int number) {
    return new KeptTokens.Use(
        new Challenge.Bearer("https://realm", "", ""), List.of("scope-" + number));
  }

  private void put(HeldAccess access, int number, String value) {
    tokens.put(access, use(number), new KeptTokens.Token(value, NOW.plusSeconds(60)));
  }

  @Test
  void makeRoomAtTheExpenseOfTheAccessThatHasMost() {
    put(modest, 0, "mine");
    String large = "t".repeat(30 << 10);
    for (int i = 0; i < 1000; i++) {
      put(greedy, i, large);
    }

    assertThat(tokens.characters()).isLessThanOrEqualTo(KeptTokens.MOST_CHARACTERS);
    assertThat(tokens.find(modest, use(0), NOW)).contains("mine");
    assertThat(tokens.find(greedy, use(0), NOW)).isEmpty();
    assertThat(tokens.find(greedy, use(999), NOW)).contains(large);
  }

  @Test
  void endWithTheirAccessAlsoWhenTheyComeLater() {
    put(modest, 0, "mine");
    modest.end();
    tokens.remove(modest);
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
