package dev.freshet.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @ParameterizedTest
  @CsvSource({
    ":8080, '', 8080",
    "127.0.0.1:0, 127.0.0.1, 0",
    "localhost:9440, localhost, 9440",
    "0.0.0.0:65535, 0.0.0.0, 65535",
    "[::1]:8080, ::1, 8080",
    "[fe80::1%eth0]:80, fe80::1%eth0, 80",
  })
  void readsWhatGoReads(String text, String host, int port) {
    ListenAddress address = ListenAddress.parse(text);

    assertThat(address).isEqualTo(new ListenAddress(host, port));
    assertThat(address).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8080", "host", "host:", "::1:80", "http://host:80", "a b:1", ":-1"})
  void saysHowAnAddressIsWritten(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "'%s' is no address to listen on: write host:port, or :port for every interface", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {":65536", "host:99999"})
  void refusesPortsThatDoNotExist(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith("is not between 0 and 65535");
  }

  @ParameterizedTest
  @CsvSource({
    ":0, freshet-0:9090",
    "0.0.0.0:9090, freshet-0:9090",
    "[::]:9090, freshet-0:9090",
    "127.0.0.1:9090, 127.0.0.1:9090",
    "[::1]:9090, [::1]:9090",
  })
  void othersReachAServerOnEveryInterfaceByTheHostsName(String text, String reachable) {
    assertThat(ListenAddress.parse(text).reachable("freshet-0", 9090)).hasToString(reachable);
  }

  @Test
  void takesZeroAndNothingForOff() {
    assertThat(ListenAddress.parseUnlessOff("0")).isEmpty();
    assertThat(ListenAddress.parseUnlessOff("")).isEmpty();
    assertThat(ListenAddress.parseUnlessOff(":8080")).contains(new ListenAddress("", 8080));
  }
}
