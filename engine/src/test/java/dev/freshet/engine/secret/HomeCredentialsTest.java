package dev.freshet.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.registry.auth.RegistryCredentials.Basic;
import dev.freshet.engine.registry.auth.RegistryCredentials.IdentityToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeCredentialsTest {
  private static final String ALICE_ON_GHCR =
      "\"auths\":{\"ghcr.io\":{\"username\":\"alice\",\"password\":\"pw\"},\"quay.io\":{}}";

  @TempDir private Path home;

  @Test
  void isAnonymousWithoutAFile() {
    assertThat(credentials("ghcr.io/app")).isEqualTo(RegistryCredentials.ANONYMOUS);
  }

  @Test
  void readsTheFileInTheUsersHome() throws IOException {
    configure("{" + ALICE_ON_GHCR + "}");

    assertThat(credentials("ghcr.io/app")).isEqualTo(new Basic("alice", "pw"));
    assertThat(credentials("gcr.io/app")).isEqualTo(RegistryCredentials.ANONYMOUS);
  }

  @Test
  void readsTheFileDockerConfigNames() throws IOException {
    Path folder = Files.createDirectory(home.resolve("elsewhere"));
    Files.writeString(folder.resolve("config.json"), "{" + ALICE_ON_GHCR + "}");
    var credentials = HomeCredentials.of(home, Map.of("DOCKER_CONFIG", folder.toString()));

    assertThat(credentials.credentials(ImageName.parse("ghcr.io/app")))
        .isEqualTo(new Basic("alice", "pw"));
  }

  @Test
  void asksTheHelperOfTheRegistry() throws IOException {
    configure("{\"credHelpers\":{\"ghcr.io\":\"vault\"}," + ALICE_ON_GHCR + "}");
    helper(
        "vault", "read host; echo \"{\\\"Username\\\":\\\"$host\\\",\\\"Secret\\\":\\\"s\\\"}\"");

    assertThat(credentials("ghcr.io/app")).isEqualTo(new Basic("ghcr.io", "s"));
  }

  @Test
  void asksForDockerHubByItsOldAddress() throws IOException {
    configure("{\"credsStore\":\"vault\"}");
    helper(
        "vault", "read host; echo \"{\\\"Username\\\":\\\"$host\\\",\\\"Secret\\\":\\\"s\\\"}\"");

    assertThat(credentials("alpine")).isEqualTo(new Basic("https://index.docker.io/v1/", "s"));
  }

  @Test
  void takesATokenFromAHelper() throws IOException {
    configure("{\"credsStore\":\"vault\"}");
    helper("vault", "echo '{\"Username\":\"<token>\",\"Secret\":\"tok\"}'");

    assertThat(credentials("quay.io/app")).isEqualTo(new IdentityToken("tok"));
  }

  @Test
  void isAnonymousWhenTheHelperKnowsNothing() throws IOException {
    configure("{\"credsStore\":\"vault\"}");
    helper("vault", "echo 'credentials not found in native keychain'; exit 1");

    assertThat(credentials("quay.io/app")).isEqualTo(RegistryCredentials.ANONYMOUS);
  }

  @Test
  void failsWithoutTheAnswerWhenTheHelperFails() throws IOException {
    configure("{\"credsStore\":\"vault\"}");
    helper("vault", "echo 'the s3cr3t is locked'; exit 3");

    assertThatThrownBy(() -> credentials("quay.io/app"))
        .isInstanceOfSatisfying(
            AutomationException.class,
            failure ->
                assertThat(ReasonedException.reasonOf(failure))
                    .isEqualTo(Reason.AUTHENTICATION_FAILED))
        .hasMessage("ask docker-credential-vault for quay.io: exit code 3");
  }

  @Test
  void missesAHelperOnlyWhereItIsNeeded() throws IOException {
    configure("{\"credsStore\":\"desktop\"," + ALICE_ON_GHCR + "}");

    assertThat(credentials("ghcr.io/app")).isEqualTo(new Basic("alice", "pw"));
    assertThat(credentials("gcr.io/app")).isEqualTo(RegistryCredentials.ANONYMOUS);
    assertThatThrownBy(() -> credentials("quay.io/app"))
        .hasMessage(
            "ask docker-credential-desktop for quay.io:"
                + " the program is not installed (not found on PATH)");
  }

  @Test
  void runsNoProgramOutsideThePath() throws IOException {
    configure("{\"credHelpers\":{\"ghcr.io\":\"../evil\"}}");

    assertThatThrownBy(() -> credentials("ghcr.io/app")).hasMessageContaining("not installed");
  }

  @Test
  void namesNoPathWhenTheFileIsBroken() throws IOException {
    configure("{\"auths\":{\"ghcr.io\":{\"password\":\"s3cr3t\"");

    assertThatThrownBy(() -> credentials("ghcr.io/app"))
        .hasMessageStartingWith("read the user's docker config: docker config is not JSON: line 1")
        .hasMessageNotContaining("s3cr3t")
        .hasMessageNotContaining(home.toString());
  }

  private RegistryCredentials credentials(String image) {
    var environment = new HashMap<String, String>();
    environment.put("PATH", home + ":");
    return HomeCredentials.of(home, environment).credentials(ImageName.parse(image));
  }

  private void configure(String json) throws IOException {
    Files.createDirectories(home.resolve(".docker"));
    Files.writeString(home.resolve(".docker/config.json"), json);
  }

  private void helper(String name, String script) throws IOException {
    Path program = home.resolve("docker-credential-" + name);
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
