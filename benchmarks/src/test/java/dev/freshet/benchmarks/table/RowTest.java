package dev.freshet.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
  @Test
  void printsEachFigureWithTheRatioToIt() {
    Row row =
        Row.of("scan", Figure.seconds(0.2))
            .withTarget(Figure.seconds(0.25))
            .withFlux(Figure.seconds(4))
            .beside("curl", Figure.seconds(0.1));

    assertThat(row.markdown())
        .isEqualTo("| scan | 0.20 s | 0.25 s | 0.80 | 4.00 s | 0.050 | curl: 0.10 s | 2.00 |");
  }

  @Test
  void leavesOutWhatThereIsNothingToCompareWith() {
    assertThat(Row.of("rest", Figure.megabytes(120)).markdown())
        .isEqualTo("| rest | 120 MB |  |  |  |  |  |  |");
  }

  @Test
  void setsAMissedTargetInBold() {
    Row row = Row.of("start", Figure.seconds(0.3)).withTarget(Figure.seconds(0.2));

    assertThat(row.missesTarget()).isTrue();
    assertThat(row.markdown()).contains("**1.50**");
  }

  @Test
  void takesTheSlowerOfTwoMiddleRuns() {
    List<Duration> runs =
        List.of(
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3));

    assertThat(Figure.median(runs)).isEqualTo(Figure.seconds(3));
  }
}
