package dev.freshet.engine.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The user's own registry credentials: {@code config.json} in {@code DOCKER_CONFIG} or {@code
 * ~/.docker}, and the credential helpers it names. The file is read anew for every question.
 */
public final class HomeCredentials {
  private final Path configFile;
  private final CredentialHelpers helpers;

  private HomeCredentials(Path configFile, CredentialHelpers helpers) {
    this.configFile = configFile;
    this.helpers = helpers;
  }

  public static HomeCredentials of(Path home, Map<String, String> environment) {
    Path folder =
        Optional.ofNullable(environment.get("DOCKER_CONFIG"))
            .filter(path -> !path.isBlank())
            .map(Path::of)
            .orElseGet(() -> home.resolve(".docker"));
    return new HomeCredentials(folder.resolve("config.json"), new CredentialHelpers(environment));
  }

  /** Anonymous when there is no file or it does not know the registry. */
  public RegistryCredentials credentials(ImageName image) {
    try {
      JsonNode config = DockerConfig.object(Files.readString(configFile));
      return credentials(image, config, DockerConfig.parse(config.toString()));
    } catch (NoSuchFileException _) {
      return RegistryCredentials.ANONYMOUS;
    } catch (IOException | InvalidInputException cause) {
      throw new ReasonedException(
          Reason.AUTHENTICATION_FAILED, "read the user's docker config: " + text(cause), cause);
    }
  }

  private RegistryCredentials credentials(ImageName image, JsonNode config, DockerConfig stored) {
    Optional<String> ofRegistry = helperOf(image, config.path("credHelpers"));
    if (ofRegistry.isPresent()) {
      return helpers.require(ofRegistry.get(), image).orElse(RegistryCredentials.ANONYMOUS);
    }
    String store = config.path("credsStore").asText("");
    RegistryCredentials inFile = stored.credentials(image);
    if (store.isEmpty() || !inFile.equals(RegistryCredentials.ANONYMOUS)) {
      return inFile;
    }
    // A log-in leaves an empty entry in the file and the secret with the helper. Without one, a
    // helper that is not installed has nothing that would be missed.
    return stored.entry(image).isPresent() || helpers.isInstalled(store)
        ? helpers.require(store, image).orElse(RegistryCredentials.ANONYMOUS)
        : RegistryCredentials.ANONYMOUS;
  }

  private static Optional<String> helperOf(ImageName image, JsonNode byRegistry) {
    var target = RegistryPattern.Place.of(image);
    return byRegistry.properties().stream()
        .filter(entry -> RegistryPattern.parse(entry.getKey()).covers(target))
        .map(entry -> entry.getValue().asText(""))
        .filter(helper -> !helper.isEmpty())
        .findFirst();
  }

  private static String text(Exception cause) {
    return cause instanceof InvalidInputException
        ? String.valueOf(cause.getMessage())
        : cause.getClass().getSimpleName();
  }
}
