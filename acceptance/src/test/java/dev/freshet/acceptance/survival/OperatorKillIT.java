package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the operator in the middle of updates; {@code -Dfreshet.kills} says how often
 * and {@code -Dseed} when.
 */
class OperatorKillIT {
  private static final long SEED = Long.getLong("seed", 4);
  private static final int LONGEST_WAIT = 600;
  private static final int REQUESTS = 5;

  @TempDir private Path folder;
  private Surroundings surroundings;
  private Fleet fleet;
  private OperatorProcess operator;

  @BeforeEach
  void startTheOperator() {
    surroundings = new Surroundings(folder);
    fleet = Fleet.named("killed", surroundings).of(4).create();
    operator = surroundings.operator("killed");
  }

  @AfterEach
  void stopServers() {
    operator.close();
    surroundings.close();
  }

  @Test
  void losesAndDoublesNoCommitAndLeavesNoObjectStuck() {
    var random = new Random(SEED);
    fleet.awaitReady();
    List<String> tags = new ArrayList<>();
    for (int round = 1; round <= Integer.getInteger("freshet.kills", 10); round++) {
      String tag = "1.%d.0".formatted(round);
      tags.add(tag);

      killSoon(random);
      fleet.release(tag);
      awaitTheKill();
      operator = surroundings.operator("killed");

      fleet.awaitDeployed(tag);
      fleet.awaitReady();
      fleet.assertCommittedOnceEach(tags);
    }

    fleet.delete();
    operator.kill();
    operator = surroundings.operator("killed");
    fleet.awaitGone();
    operator.terminate();
    assertThat(operator.exitStatus()).as(() -> operator.log().toString()).isIn(0, 143);
  }

  private void killSoon(Random random) {
    OperatorProcess victim = operator;
    switch (random.nextInt(3)) {
      case 0 -> {
        int wait = random.nextInt(LONGEST_WAIT);
        CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS).execute(victim::kill);
      }
      case 1 -> {
        var left = new AtomicInteger(random.nextInt(REQUESTS));
        surroundings.git.beforeRequest(request -> {
          if (left.getAndDecrement() == 0 || request.isPush()) {
            victim.kill();
          }
        });
      }
      // The branch has moved and nobody has heard of it: the worst moment.
      default -> fleet.repository.hook("post-receive", "kill -9 " + victim.pid());
    }
  }

  private void awaitTheKill() {
    await("killed").atMost(Fleet.PATIENCE).until(() -> !operator.isAlive());
    surroundings.git.beforeRequest(_ -> {});
    fleet.repository.removeHook("post-receive");
  }
}
