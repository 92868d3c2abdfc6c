package dev.freshet.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.git.UpdateRequest.Occasion;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApproachTest {
  private static UpdateRequest update(CheckoutRef ref, String pushBranch, Occasion occasion) {
    return new UpdateRequest(
        ref,
        pushBranch,
        Optional.empty(),
        Map.of(),
        ".",
        Fixture.AUTHOR,
        occasion,
        _ -> Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "main, CHANGE,  CLONE",
    "main, ROUTINE, LIST",
    "auto, CHANGE,  CLONE_ALL_BRANCHES",
    "auto, ROUTINE, CLONE_ALL_BRANCHES",
  })
  void ofABranchDependsOnWhereThePushGoes(String push, Occasion occasion, Approach expected) {
    assertThat(Approach.of(update(Fixture.MAIN, push, occasion))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"CHANGE", "ROUTINE"})
  void ofAnythingElseIsThatOfAllBranchesButForATagAndANameInFull(Occasion occasion) {
    assertThat(Approach.of(update(new CheckoutRef.SemVer("1.x"), "main", occasion)))
        .isEqualTo(Approach.CLONE_ALL_BRANCHES);
    assertThat(Approach.of(update(new CheckoutRef.TagName("v1"), "main", occasion)))
        .isEqualTo(Approach.CLONE);
    assertThat(Approach.of(update(new CheckoutRef.RefName("refs/heads/main"), "main", occasion)))
        .isEqualTo(Approach.LIST);
  }

  @Test
  void ofASourceThatIsStoredIsAListOfWhatCanBeListed() {
    assertThat(Approach.again(Fixture.MAIN)).isEqualTo(Approach.LIST);
    assertThat(Approach.again(new CheckoutRef.TagName("v1"))).isEqualTo(Approach.LIST);
    assertThat(Approach.again(new CheckoutRef.RefName("refs/x"))).isEqualTo(Approach.LIST);
    assertThat(Approach.again(new CheckoutRef.SemVer("1.x"))).isEqualTo(Approach.CLONE);
    assertThat(Approach.again(new CheckoutRef.Commit("0", Optional.empty())))
        .isEqualTo(Approach.CLONE);
  }
}
