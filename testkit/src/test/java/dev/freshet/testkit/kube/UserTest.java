package dev.freshet.testkit.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UserTest {
  @Test
  void isALineOfATokenFile() {
    var user = new User("system:serviceaccount:apps:bot", List.of("bots", "readers"));

    assertThat(user.line())
        .isEqualTo(
            "token-of-system-serviceaccount-apps-bot,\"system:serviceaccount:apps:bot\","
                + "\"system:serviceaccount:apps:bot\",\"bots,readers\"\n");
  }

  @Test
  void isNotNamedWhatATokenFileCannotHold() {
    assertThatThrownBy(() -> User.named("a,b")).hasMessageContaining("a,b");
    assertThatThrownBy(() -> User.named("a\"b")).hasMessageContaining("a\"b");
    assertThatThrownBy(() -> User.named(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
