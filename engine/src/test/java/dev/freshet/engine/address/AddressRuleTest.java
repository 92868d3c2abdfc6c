package dev.freshet.engine.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
  private static final AddressRule IN_CLUSTER = AddressRule.parse(AddressRule.IN_CLUSTER);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "fe80::1",
        "febf::1",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "fd00:ec2::254",
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1"
      })
  void refusesWhatIsTheMachinesOwnInEveryForm(String address) throws UnknownHostException {
    InetAddress found = InetAddress.getByName(address);

    assertThatThrownBy(() -> IN_CLUSTER.require(found)).isInstanceOf(DeniedAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "192.0.2.1", "169.253.255.255", "fd00::1", "2001:db8::1"})
  void allowsEverythingElse(String address) throws UnknownHostException {
    InetAddress found = InetAddress.getByName(address);

    assertThatCode(() -> IN_CLUSTER.require(found)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "[::1]",
        "localhost",
        "LOCALHOST.",
        "db.localhost",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "127.1"
      })
  void refusesHostsThatNeedNoLookup(String host) {
    assertThatThrownBy(() -> IN_CLUSTER.requireHost(host))
        .isInstanceOf(DeniedAddressException.class);
  }

  @Test
  void leavesOtherNamesToWhoLooksThemUp() {
    assertThatCode(() -> IN_CLUSTER.requireHost("registry.example")).doesNotThrowAnyException();
  }

  @Test
  void namesTheAddressAndTheFlag() {
    assertThatThrownBy(() -> IN_CLUSTER.requireHost("169.254.169.254"))
        .hasMessage(
            "requests to 169.254.169.254 are refused, because --denied-addresses names link-local");
  }

  @ParameterizedTest
  @CsvSource({
    "private, 10.1.2.3, true",
    "private, 127.0.0.1, false",
    "'link-local, 203.0.113.0/24', 203.0.113.200, true",
    "203.0.113.0/24, 203.0.114.1, false",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.128/25, 203.0.113.127, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "none, 127.0.0.1, false"
  })
  void takesKindsAndRanges(String rule, String address, boolean refused)
      throws UnknownHostException {
    InetAddress found = InetAddress.getByName(address);
    AddressRule parsed = AddressRule.parse(rule);

    if (refused) {
      assertThatThrownBy(() -> parsed.require(found)).isInstanceOf(DeniedAddressException.class);
    } else {
      assertThatCode(() -> parsed.require(found)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "everything", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "none,private", ","})
  void refusesWhatIsNeither(String rule) {
    assertThatThrownBy(() -> AddressRule.parse(rule)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void saysWhatWouldDo() {
    assertThatThrownBy(() -> AddressRule.parse("everything"))
        .hasMessage(
            "'everything' is neither link-local, loopback, private nor a range such as 10.0.0.0/8");
    assertThat(AddressRule.ALLOW_ALL).isSameAs(AddressRule.parse("none"));
  }
}
