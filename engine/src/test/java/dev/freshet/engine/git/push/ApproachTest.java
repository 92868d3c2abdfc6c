package dev.freshet.engine.git.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.git.push.UpdateRequest.Occasion;
import dev.freshet.engine.git.ref.Approach;
import dev.freshet.engine.git.ref.CheckoutRef;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApproachTest {
  private static final Author AUTHOR = new Author("Freshet", "freshet@example.com");
  private static final CheckoutRef MAIN = new CheckoutRef.Branch("main");

  private static UpdateRequest update(CheckoutRef ref, String pushBranch, Occasion occasion) {
    return new UpdateRequest(
        ref, pushBranch, Optional.empty(), Map.of(), ".", AUTHOR, occasion, _ -> Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "main, CHANGE,  CLONE",
    "main, ROUTINE, LIST",
    "auto, CHANGE,  CLONE_ALL_BRANCHES",
    "auto, ROUTINE, CLONE_ALL_BRANCHES",
  })
  void ofABranchDependsOnWhereThePushGoes(String push, Occasion occasion, Approach expected) {
    assertThat(update(MAIN, push, occasion).approach()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"CHANGE", "ROUTINE"})
  void ofAnythingElseIsThatOfAllBranchesButForATagAndANameInFull(Occasion occasion) {
    assertThat(update(new CheckoutRef.SemVer("1.x"), "main", occasion).approach())
        .isEqualTo(Approach.CLONE_ALL_BRANCHES);
    assertThat(update(new CheckoutRef.TagName("v1"), "main", occasion).approach())
        .isEqualTo(Approach.CLONE);
    assertThat(update(new CheckoutRef.RefName("refs/heads/main"), "main", occasion).approach())
        .isEqualTo(Approach.LIST);
  }

  @Test
  void ofASourceThatIsStoredIsAListOfWhatCanBeListed() {
    assertThat(Approach.again(MAIN)).isEqualTo(Approach.LIST);
    assertThat(Approach.again(new CheckoutRef.TagName("v1"))).isEqualTo(Approach.LIST);
    assertThat(Approach.again(new CheckoutRef.RefName("refs/x"))).isEqualTo(Approach.LIST);
    assertThat(Approach.again(new CheckoutRef.SemVer("1.x"))).isEqualTo(Approach.CLONE);
    assertThat(Approach.again(new CheckoutRef.Commit("0", Optional.empty())))
        .isEqualTo(Approach.CLONE);
  }
}
