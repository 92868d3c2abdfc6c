package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many images as a large cluster runs, all new at once, then all with a new tag. */
class ManyImagesIT {
  private static final int IMAGES = 300;

  private Surroundings surroundings;
  private OperatorProcess operator;

  @BeforeEach
  void startTheOperator(@TempDir Path folder) {
    surroundings = new Surroundings(folder);
    operator = surroundings.operator("operator");
  }

  @AfterEach
  void stopServers() {
    operator.close();
    surroundings.close();
  }

  @Test
  void areAllResolvedAndDeployedOnceEach() {
    Fleet fleet = Fleet.named("web", surroundings).of(IMAGES).create();
    fleet.awaitReady();

    fleet.release("1.1.0");

    fleet.awaitDeployed("1.1.0");
    fleet.awaitReady();
    fleet.assertCommittedOnceEach(List.of("1.1.0"));
    assertThat(operator.isAlive()).isTrue();
  }
}
