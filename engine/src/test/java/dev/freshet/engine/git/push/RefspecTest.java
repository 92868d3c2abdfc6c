package dev.freshet.engine.git.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefspecTest {

  @ParameterizedTest
  @CsvSource({
    "HEAD:refs/for/main, refs/for/main",
    "refs/heads/auto:refs/heads/b, refs/heads/b",
    "refs/heads/*:refs/heads/copy/*, refs/heads/copy/auto",
    "refs/heads/a*o:refs/x/*, refs/x/ut"
  })
  void namesTheTargetOfThePushBranch(String refspec, String target) throws IOException {
    assertThat(Refspec.parse(refspec).target("auto")).contains(target);
  }

  @Test
  void namesNoTargetWhenTheWildcardDoesNotMatch() throws IOException {
    assertThat(Refspec.parse("refs/heads/x*:refs/heads/y*").target("auto")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":refs/heads/x",
        "+a:b",
        "a",
        "a:",
        "a:b:c",
        "a*:b",
        "a*b*:c*d*",
        "a:b c",
        "a:refs/heads/b..c",
        "a:refs/heads/b.lock"
      })
  void refusesWhatIsNoRefspec(String refspec) {
    assertThatThrownBy(() -> Refspec.parse(refspec))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("malformed refspec");
  }
}
