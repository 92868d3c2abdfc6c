package dev.freshet.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.registry.auth.RegistryCredentials.Basic;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations that mean harm are read or refused, soon, whatever they hold. */
@Timeout(10)
class HostileDockerConfigTest {
  private static final ImageName LONG_HOST =
      ImageName.parse("a".repeat(63) + "." + "a".repeat(63) + ".example.com/x/y");

  static Stream<String> keys() {
    return Stream.of(
        "a*".repeat(31) + "b.example.com",
        "a*".repeat(400) + "b." + "*a".repeat(50) + ".example.com",
        "*".repeat(900) + "b.*.example.com",
        "[a]*".repeat(200) + "b.*.example.com",
        "?*".repeat(400) + "b.*.example.com",
        "[a-a" + "a-a".repeat(250) + "]*b.*.example.com",
        "[".repeat(900) + ".*.example.com",
        "\\".repeat(900) + ".*.example.com",
        ".".repeat(900),
        "://".repeat(300),
        "a".repeat(900) + "://",
        "/".repeat(900),
        "/v1".repeat(300),
        ":".repeat(900),
        "]".repeat(900));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void comparesAKeyWithAnImageInNoTimeOrRefusesIt(String key) {
    String json = auths(entries(100, i -> key + "/p" + i));

    RegistryCredentials found;
    try {
      found = DockerConfig.parse(json).credentials(LONG_HOST);
    } catch (InvalidInputException refused) {
      assertThat(refused).hasMessage("docker config: a key is no address of a registry");
      return;
    }
    assertThat(found).isEqualTo(RegistryCredentials.ANONYMOUS);
  }

  static Stream<String> passwords() {
    return Stream.of("\0", " ", "\0x", "\0\r\n", "=", "\n")
        .map(part -> part.repeat(200_000 / part.length()))
        .flatMap(text -> Stream.of(text, text + "x", "x" + text));
  }

  @ParameterizedTest
  @MethodSource("passwords")
  void takesALongPasswordInNoTime(String password) {
    String auth =
        Base64.getEncoder().encodeToString(("u:" + password).getBytes(StandardCharsets.UTF_8));

    DockerConfig config = DockerConfig.parse(auths("\"ghcr.io\":{\"auth\":\"" + auth + "\"}"));
    ImageName image = ImageName.parse("ghcr.io/app");

    int end = password.length();
    while (end > 0 && password.charAt(end - 1) == 0) {
      end--;
    }
    String plain = password.substring(0, end);
    if (plain.stripTrailing().chars().anyMatch(Character::isISOControl)) {
      assertThatThrownBy(() -> config.credentials(image))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageEndingWith("the password holds control characters");
    } else {
      assertThat(config.credentials(image)).isEqualTo(new Basic("u", plain));
    }
  }

  static Stream<String> tooMuch() {
    return Stream.of(
        auths("\"" + "k".repeat(2000) + "\":{}"),
        auths("\"" + "k".repeat(900_000) + "\":{\"auth\":\"!\"}"),
        auths(entries(20_000, i -> "h" + i)),
        "[".repeat(500_000),
        "{\"auths\":".repeat(100_000),
        "{\"auths\":{},\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}",
        auths("\"a\":{\"auth\":" + "9".repeat(100_000) + "}"),
        auths("\"a\":{\"auth\":1e" + "9".repeat(100_000) + "}"),
        " ".repeat(2_000_000) + "{}",
        auths("\"a\":{\"username\":\"" + "u".repeat(2_000_000) + "\"}"));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void refusesByNameWhatIsTooMuch(String json) {
    assertThatThrownBy(() -> DockerConfig.parse(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("docker config")
        .extracting(refused -> String.valueOf(refused.getMessage()).length())
        .satisfies(length -> assertThat(length).isLessThan(200));
  }

  @Test
  void readsAsMuchAsASecretHolds() {
    DockerConfig config = DockerConfig.parse(auths(entries(8_000, i -> "h" + i + ".example.com")));

    assertThat(config.credentials(ImageName.parse("h7999.example.com/app")))
        .isEqualTo(new Basic("u", "p"));
  }

  private static String auths(String entries) {
    return "{\"auths\":{" + entries + "}}";
  }

  private static String entries(int count, IntFunction<String> key) {
    return IntStream.range(0, count)
        .mapToObj(i -> quoted(key.apply(i)) + ":{\"username\":\"u\",\"password\":\"p\"}")
        .collect(Collectors.joining(","));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\") + "\"";
  }
}
