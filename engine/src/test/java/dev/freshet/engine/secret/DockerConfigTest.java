package dev.freshet.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.registry.auth.RegistryCredentials.Basic;
import dev.freshet.engine.registry.auth.RegistryCredentials.IdentityToken;
import dev.freshet.engine.registry.auth.RegistryCredentials.RegistryToken;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {
  private static final Basic ALICE = new Basic("alice", "s3cr3t:p4ss");

  @Test
  void readsUserAndPasswordInEitherForm() {
    var config =
        DockerConfig.parse(
            """
            {"auths": {
              "ghcr.io": {"username": "alice", "password": "s3cr3t:p4ss"},
              "quay.io": {"auth": "%s"}}}\
            """
                .formatted(base64("alice:s3cr3t:p4ss")));

    assertThat(config.credentials(ImageName.parse("ghcr.io/app"))).isEqualTo(ALICE);
    assertThat(config.credentials(ImageName.parse("quay.io/app"))).isEqualTo(ALICE);
    assertThat(config.credentials(ImageName.parse("gcr.io/app")))
        .isEqualTo(RegistryCredentials.ANONYMOUS);
  }

  @Test
  void prefersTheIdentityToken() {
    var config =
        DockerConfig.parse(
            "{\"auths\":{\"a.azurecr.io\":{\"auth\":\"%s\",\"identitytoken\":\"tok\"}}}"
                .formatted(base64("0000:x")));

    assertThat(config.credentials(ImageName.parse("a.azurecr.io/app")))
        .isEqualTo(new IdentityToken("tok"));
  }

  @Test
  void readsSecretsOfBothTypesAndNoOthers() {
    byte[] entries =
        "{\"ghcr.io\":{\"username\":\"alice\",\"password\":\"s3cr3t:p4ss\"}}"
            .getBytes(StandardCharsets.UTF_8);
    byte[] whole =
        ("{\"auths\":" + new String(entries, StandardCharsets.UTF_8) + "}")
            .getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> current = Map.of(".dockerconfigjson", whole);
    Map<String, byte[]> legacy = Map.of(".dockercfg", entries);

    assertThat(ofSecret("kubernetes.io/dockerconfigjson", current)).isEqualTo(ALICE);
    assertThat(ofSecret("kubernetes.io/dockercfg", legacy)).isEqualTo(ALICE);
    assertThat(ofSecret("Opaque", current)).isEqualTo(RegistryCredentials.ANONYMOUS);
    assertThat(ofSecret("kubernetes.io/dockercfg", current))
        .isEqualTo(RegistryCredentials.ANONYMOUS);
  }

  @ParameterizedTest
  @CsvSource({
    "docker.io, alpine, false",
    "index.docker.io, alpine, true",
    "registry-1.docker.io, alpine, false",
    "https://index.docker.io/v1/, docker.io/team/app, true",
    "https://index.docker.io/v1/, ghcr.io/team/app, false",
    "https://ghcr.io/v2/, ghcr.io/team/app, true",
    "ghcr.io/v1, ghcr.io/team/app, false",
    "ghcr.io/v1/, ghcr.io/team/app, true",
    "http://ghcr.io, ghcr.io/team/app, true",
    "HTTPS://ghcr.io, ghcr.io/team/app, false",
    "GHCR.io, ghcr.io/team/app, false",
    "bob@ghcr.io, ghcr.io/team/app, true",
    "bob:pw@ghcr.io/team, ghcr.io/team/app, true",
    "ghcr.io?x=1, ghcr.io/team/app, true",
    "ghcr.io#x, ghcr.io/team/app, true",
    "ghcr.io/%74eam, ghcr.io/team/app, true",
    "ghcr.io/%2574eam, ghcr.io/team/app, true",
    "ghcr.io/team%23x, ghcr.io/team/app, true",
    "ghcr.io/te%25am, ghcr.io/team/app, false",
    "ghcr.io:, ghcr.io/team/app, true",
    "[::1]:5000, [::1]:5000/team/app, true",
    "ghcr.io/team, ghcr.io/team/app, true",
    "ghcr.io/team, ghcr.io/other/app, false",
    "*.example.com, registry.example.com/app, true",
    "*.example.com, a.registry.example.com/app, false",
    "*, localhost:5000/app, false",
    "r*g*.ex*le.com, registry.example.com/app, true",
    "reg?stry.example.com, registry.example.com/app, false",
    "[::1], [::1]/team/app, false",
    "localhost:5000, localhost:5000/app, true",
    "localhost, localhost:5000/app, false",
    "registry.example.com, registry.example.com:443/app, false"
  })
  void findsTheEntryByHostPortAndPath(String key, String image, boolean found) {
    var config =
        DockerConfig.parse(
            "{\"auths\":{\"%s\":{\"username\":\"alice\",\"password\":\"s3cr3t:p4ss\"}}}"
                .formatted(key));

    assertThat(config.credentials(ImageName.parse(image)).equals(ALICE)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a-f]hcr.io",
        "\\\\ghcr.io",
        "gh cr.io",
        " ghcr.io",
        "ghcr.io:x",
        "u:pw@ghcr.io/%zz"
      })
  void refusesAKeyThatIsNoAddressWithoutQuotingIt(String key) {
    String json =
        "{\"auths\":{\"%s\":{},\"quay.io\":{\"username\":\"alice\",\"password\":\"p\"}}}"
            .formatted(key);

    assertThatThrownBy(() -> DockerConfig.parse(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("docker config: a key is no address of a registry");
  }

  static Stream<Arguments> entries() {
    return Stream.of(
        arguments("\"USERNAME\":\"u\",\"Password\":\"p\"", new Basic("u", "p")),
        arguments("\"username\":\"u\",\"userName\":\"v\"", new Basic("v", "")),
        arguments("\"username\":\"u\",\"userName\":null", new Basic("u", "")),
        arguments("\"username\":\"u\",\"username\":null", RegistryCredentials.ANONYMOUS),
        arguments("\"auth\":\"dTpwAAA=\"", new Basic("u", "p")),
        arguments("\"REGISTRYTOKEN\":\"rt\"", new RegistryToken("rt")),
        arguments("\"identitytoken\":\"it\",\"registrytoken\":\"rt\"", new RegistryToken("rt")),
        arguments("\"auth\":\"dTpw\"", new Basic("u", "p")),
        arguments("\"auth\":\"dT\\npwcA==\\r\\n\"", new Basic("u", "pp")),
        arguments("\"auth\":\"dTpwcA\"", new Basic("u", "pp")),
        arguments("\"auth\":\"dTpw\",\"username\":\"x\"", new Basic("u", "p")),
        arguments("\"email\":7", RegistryCredentials.ANONYMOUS));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void readsAnEntryInAnyCase(String entry, RegistryCredentials expected) {
    var config = DockerConfig.parse("{\"AUTHS\":{\"ghcr.io\":{" + entry + "}},\"x\":[]}");

    assertThat(config.credentials(ImageName.parse("ghcr.io/app"))).isEqualTo(expected);
  }

  @Test
  void takesTheMostSpecificKey() {
    var config =
        DockerConfig.parse(
            """
            {"auths": {
              "*.example.com": {"username": "glob", "password": "1"},
              "a.example.com": {"username": "host", "password": "2"},
              "a.example.com/team": {"username": "path", "password": "3"}}}\
            """);

    assertThat(user(config, "a.example.com/team/app")).isEqualTo("path");
    assertThat(user(config, "a.example.com/other")).isEqualTo("host");
    assertThat(user(config, "b.example.com/team/app")).isEqualTo("glob");
  }

  @Test
  void takesTheFirstConfigurationWhereKeysAreEqual() {
    var first = DockerConfig.parse(entry("https://ghcr.io", "first"));
    var second = DockerConfig.parse(entry("ghcr.io/v2/", "second"));

    assertThat(user(DockerConfig.concat(List.of(first, second)), "ghcr.io/app")).isEqualTo("first");
    assertThat(user(DockerConfig.concat(List.of(second, first)), "ghcr.io/app"))
        .isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"auths\":{\"ghcr.io\":{\"password\":\"s3cr3t\"",
        "s3cr3t",
        "[]",
        "{\"auths\":{\"ghcr.io\":{\"auth\":\"s3cr3t!\"}}}",
        "{\"auths\":{\"ghcr.io\":{\"auth\":\"czNjcjN0\"}}}",
        "{\"auths\":{\"ghcr.io\":{\"auth\":\"dTpz \"}}}",
        "{\"auths\":{\"ghcr.io\":{\"auth\":\"dTpzcA=\"}}}",
        "{\"auths\":{\"ghcr.io\":[\"s3cr3t\"]}}",
        "{\"auths\":{\"bob:s3cr3t@ghcr.io\":[]}}",
        "{\"auths\":{\"bob:s3cr3t@ghcr.io:x\":7}}",
        "{\"auths\":{\"ghcr.io\":{\"password\":[\"s3cr3t\"]}}}",
        "{\"auths\":[\"s3cr3t\"]}",
        "{\"auths\":{}}{}",
        ""
      })
  void refusesABrokenConfigurationWithoutQuotingIt(String json) {
    assertThatThrownBy(() -> DockerConfig.parse(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("docker config")
        .hasMessageNotContaining("s3cr3t");
  }

  static Stream<String> loginsThatNobodyCanSend() {
    return Stream.of(
        "\"auth\":\"%s\"".formatted(base64("alice:s3cr3t\0x")),
        "\"username\":\"alice\",\"password\":\"s3cr3t\\u001b\"",
        "\"username\":\"al\\u000aice\",\"password\":\"s3cr3t\"",
        "\"identitytoken\":\"s3cr3t\\u0000x\"");
  }

  @ParameterizedTest
  @MethodSource("loginsThatNobodyCanSend")
  void refusesALoginThatNobodyCanSendAndNoOther(String login) {
    DockerConfig config =
        DockerConfig.parse(
            "{\"auths\":{\"quay.io\":{%s},\"ghcr.io\":{\"auth\":\"%s\"}}}"
                .formatted(login, base64("alice:s3cr3t:p4ss")));

    assertThat(config.credentials(ImageName.parse("ghcr.io/app"))).isEqualTo(ALICE);
    assertThatThrownBy(() -> config.credentials(ImageName.parse("quay.io/app")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching("docker config: login for 'quay.io': the .+ holds control characters")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void printsNoSecret() {
    assertThat(DockerConfig.parse(entry("ghcr.io", "bob"))).hasToString("DockerConfig[ghcr.io]");
  }

  private static RegistryCredentials ofSecret(String type, Map<String, byte[]> data) {
    return DockerConfig.ofSecret(type, data).credentials(ImageName.parse("ghcr.io/app"));
  }

  private static String entry(String key, String user) {
    return "{\"auths\":{\"%s\":{\"username\":\"%s\",\"password\":\"p\"}}}".formatted(key, user);
  }

  private static String user(DockerConfig config, String image) {
    return ((Basic) config.credentials(ImageName.parse(image))).user().text();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
