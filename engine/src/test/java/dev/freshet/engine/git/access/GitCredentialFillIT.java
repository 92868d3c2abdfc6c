package dev.freshet.engine.git.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCredentialFillIT {
  @TempDir Path home;
  private Path asked;

  @BeforeEach
  void start() {
    asked = home.resolve("asked");
  }

  /** Git with a configuration of its own, in which a prompt would leave a trace. */
  private GitCredentialFill git(String configuration) throws IOException {
    Path prompt = Files.writeString(home.resolve("prompt"), "#!/bin/sh\ntouch " + asked + "\n");
    Files.setPosixFilePermissions(prompt, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path config =
        Files.writeString(
            home.resolve("config"), configuration + "\n[core]\n\taskPass = " + prompt + "\n");
    return GitCredentialFill.withEnvironment(
        Map.of(
            "PATH",
            System.getenv("PATH"),
            "HOME",
            home.toString(),
            "GIT_CONFIG_NOSYSTEM",
            "1",
            "GIT_CONFIG_GLOBAL",
            config.toString(),
            "GIT_ASKPASS",
            prompt.toString()));
  }

  @Test
  void givesWhatTheUsersGitKnows() throws IOException {
    Path store = home.resolve("credentials");
    Files.writeString(store, "https://bot:s3cr%40t@git.example.com\n");

    Optional<GitCredentials> found =
        git("[credential]\n\thelper = store --file " + store)
            .credentials("https://git.example.com/team/fleet.git");

    assertThat(found).contains(new GitCredentials.Basic("bot", "s3cr@t"));
  }

  @Test
  void givesNothingAndAsksNobodyWhenGitKnowsNothing() throws IOException {
    Optional<GitCredentials> found = git("").credentials("https://git.example.com/x.git");

    assertThat(found).isEmpty();
    assertThat(asked).doesNotExist();
  }

  @Test
  void givesNothingWithoutGit() {
    GitCredentialFill none = GitCredentialFill.withEnvironment(Map.of("PATH", home.toString()));

    assertThat(none.credentials("https://git.example.com/x.git")).isEmpty();
  }

  @Test
  void doesNotWaitForAHelperThatHangs() throws IOException {
    GitCredentialFill hanging = git("[credential]\n\thelper = \"!sleep 60; :\"");
    Instant start = Instant.now();

    Optional<GitCredentials> found =
        hanging.withPatience(Duration.ofMillis(300)).credentials("https://git.example.com/x.git");

    assertThat(found).isEmpty();
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void asksForNoOtherHostThanThatOfTheUrl() throws IOException {
    Path store = home.resolve("credentials");
    Files.writeString(store, "https://bot:s3cret@github.com\n");
    GitCredentialFill git = git("[credential]\n\thelper = store --file " + store);

    assertThatThrownBy(
            () -> git.credentials("http://127.0.0.1/x%0Ahost=github.com%0Aprotocol=https%0Apath=x"))
        .isInstanceOf(InvalidInputException.class);
    assertThat(git.credentials("https://127.0.0.1/github.com")).isEmpty();
  }

  @Test
  void takesNoAnswerForAnotherHost() throws IOException {
    GitCredentialFill other =
        git("[credential]\n\thelper = \"!echo host=other; echo username=u; echo password=p; :\"");

    assertThat(other.credentials("https://git.example.com/x.git")).isEmpty();
  }

  @Test
  void readsNoEndlessAnswer() throws IOException {
    GitCredentialFill endless = git("[credential]\n\thelper = \"!yes username=u; :\"");

    assertThat(
            endless
                .withPatience(Duration.ofSeconds(2))
                .credentials("https://git.example.com/x.git"))
        .isEmpty();
  }
}
