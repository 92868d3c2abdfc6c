package dev.freshet.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.SecretValue;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.testkit.golden.Recordings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What go-containerregistry's keychain of pull secrets finds in some hundred configurations. */
class DockerConfigGoldenTest {

  @Test
  void findsWhatTheKeychainOfPullSecretsFinds() {
    assertThat(Recordings.of("docker-configs.jsonl"))
        .allSatisfy(recorded ->
            assertThat(answer(recorded))
                .as(recorded.toString())
                .isEqualTo(recorded.get("answer").asText()));
  }

  private static String answer(JsonNode recorded) {
    String type = recorded.get("type").asText();
    String key = type.endsWith("json") ? ".dockerconfigjson" : ".dockercfg";
    byte[] config = recorded.get("config").asText().getBytes(StandardCharsets.UTF_8);
    ImageName image = ImageName.parse(recorded.get("image").asText());
    try {
      return text(DockerConfig.ofSecret(type, Map.of(key, config)).credentials(image));
    } catch (InvalidInputException refused) {
      return "error";
    }
  }

  private static String text(RegistryCredentials credentials) {
    return switch (credentials) {
      case RegistryCredentials.Anonymous _ -> "anonymous";
      case RegistryCredentials.Basic(SecretValue user, SecretValue password) ->
          "basic " + user.text() + ":" + password.text();
      case RegistryCredentials.IdentityToken(SecretValue token) -> "identitytoken " + token.text();
      case RegistryCredentials.RegistryToken(SecretValue token) -> "registrytoken " + token.text();
    };
  }
}
