package dev.freshet.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.operator.leader.LeaderOptions.Release;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaderOptionsTest {
  @Test
  void namesTheLeaseAfterTheController() {
    assertThat(LeaderOptions.leaseName("foo")).isEqualTo("foo-leader-election");
  }

  @Test
  void givesEveryShardALeaseOfItsOwn() {
    assertThat(LeaderOptions.leaseName("foo", "bar")).isEqualTo("foo-leader-election-fcde2b2e");
  }

  @ParameterizedTest
  @CsvSource({"35,35,5", "35,30,30", "35,40,5", "35,30,0", "0,-1,-2"})
  void refusesDurationsThatCouldMakeTwoLeaders(int lease, int deadline, int retry) {
    assertThatThrownBy(() -> options(lease, deadline, retry))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the lease duration (%ds)".formatted(lease))
        .hasMessageContaining("the renew deadline (%ds)".formatted(deadline))
        .hasMessageContaining("the retry period (%ds)".formatted(retry));
  }

  @Test
  void givesEveryStartOnAHostAnIdentity() {
    Identity first = Identity.ofThisProcess();

    Identity second = Identity.ofThisProcess();

    assertThat(second.host()).isEqualTo(first.host()).isNotBlank();
    assertThat(second.toString()).startsWith(first.host() + "_").isNotEqualTo(first.toString());
  }

  private static LeaderOptions options(int lease, int deadline, int retry) {
    return new LeaderOptions(
        new NamespacedName("flux-system", "foo"),
        Identity.ofThisProcess(),
        Duration.ofSeconds(lease),
        Duration.ofSeconds(deadline),
        Duration.ofSeconds(retry),
        Release.ON_CLOSE);
  }
}
