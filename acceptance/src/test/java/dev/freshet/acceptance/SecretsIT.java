package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets reach the servers they are for, and neither the output nor the state folder. */
class SecretsIT {
  private static final String REGISTRY_PASSWORD = "the-registry-password";
  private static final String GIT_PASSWORD = "the-git-password";

  @TempDir private Path folder;
  private Lab lab;
  private ServedRepository app;

  @BeforeEach
  void demandPasswords() {
    lab = new Lab(folder);
    app = lab.app("web");
    lab.registry.withPassword("user", REGISTRY_PASSWORD);
    lab.git.requireBasic("user", GIT_PASSWORD);
    lab.secret(
        "registry.yaml",
        Declared.dockerSecret("registry", lab.registry.host(), "user", REGISTRY_PASSWORD));
    lab.secret("git.yaml", Declared.gitSecret("git", "user", GIT_PASSWORD));
    lab.edit("web-image.yaml", "interval: 1m", "interval: 1m\n  secretRef: {name: registry}");
    lab.edit("web-git.yaml", "interval: 1m", "interval: 1m\n  secretRef: {name: git}");
  }

  @AfterEach
  void stopServers() {
    lab.close();
  }

  @Test
  void areUsedAndLeaveNoTrace() throws IOException {
    Outcome outcome = lab.runOnce("-o", "json");

    assertThat(app.file("main", "app.yaml")).isEqualTo(lab.deployment("web", "1.0.1"));
    assertThat(stored() + outcome.out() + outcome.err()).contains("1.0.1").doesNotContain(traces());
  }

  @Test
  void leaveNoTraceWhenTheyAreRefused() throws IOException {
    lab.registry.withPassword("user", "another");
    lab.git.requireBasic("user", "another");

    Outcome outcome = lab.runOnce();

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(stored() + outcome.out() + outcome.err()).doesNotContain(traces());
  }

  @Test
  void leaveNoTraceWhenTheyLieInAUrl() throws IOException {
    lab.edit("web-git.yaml", "\n  secretRef: {name: git}", "");
    lab.edit("web-git.yaml", "http://", "http://user:" + GIT_PASSWORD + "@");
    lab.edit("web-git.yaml", "branch: main", "branch: trunk");

    Outcome outcome = lab.runOnce();

    assertThat(outcome.errorLines()).singleElement().asString().contains("refs/heads/trunk");
    assertThat(outcome.out() + outcome.err()).doesNotContain(traces());
  }

  private static List<String> traces() {
    return Stream.of(REGISTRY_PASSWORD, GIT_PASSWORD)
        .flatMap(password ->
            Stream.of(
                password,
                Base64.getEncoder()
                    .encodeToString(("user:" + password).getBytes(StandardCharsets.UTF_8))))
        .toList();
  }

  private String stored() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(lab.state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
