package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.git.ServedRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is wrong with one object is one line on stderr with file, line, object and cause, and
 * exit code 1; the application beside it is updated all the same.
 */
class BadInputIT {
  @TempDir private Path folder;
  private Lab lab;
  private ServedRepository good;
  private ServedRepository bad;

  @BeforeEach
  void startServers() {
    lab = new Lab(folder);
    good = lab.app("good");
    bad = lab.app("bad");
  }

  @AfterEach
  void stopServers() {
    lab.close();
  }

  @Test
  void unknownKind() {
    lab.manifest("extra.yaml", "apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImageRepo\nmetadata:\n  name: x\n");

    assertOnlyLine("extra.yaml:2: ");
  }

  @Test
  void wrongType() {
    lab.edit("bad-image.yaml", "interval: 1m", "interval: 1m\n  suspend: perhaps");

    assertOnlyLine("bad-image.yaml:");
  }

  @Test
  void unknownField() {
    lab.edit("bad-image.yaml", "interval: 1m", "intervall: 1m");

    assertOnlyLine("bad-image.yaml:");
  }

  @Test
  void badInterval() {
    lab.edit("bad-update.yaml", "interval: 1m", "interval: soon");

    assertOnlyLine("bad-update.yaml:");
  }

  @Test
  void badImageInterval() {
    lab.edit("bad-image.yaml", "interval: 1m", "interval: soon");

    assertOnlyLine("bad-image.yaml:");
  }

  @Test
  void badGitInterval() {
    lab.edit("bad-git.yaml", "interval: 1m", "interval: soon");

    assertOnlyLine("bad-git.yaml:");
  }

  @Test
  void missingRegistrySecret() {
    lab.edit("bad-image.yaml", "interval: 1m", "interval: 1m\n  secretRef:\n    name: nope");

    assertOnlyLine("bad-image.yaml:");
  }

  @Test
  void missingGitSecret() {
    lab.edit("bad-git.yaml", "interval: 1m", "interval: 1m\n  secretRef:\n    name: nope");

    assertOnlyLine("bad-git.yaml:");
  }

  @Test
  void unreachableRegistry() {
    lab.edit("bad-image.yaml", lab.image("bad"), "127.0.0.1:1/apps/bad");

    assertOnlyLine("bad-image.yaml:");
  }

  @Test
  void unreachableGit() {
    lab.edit("bad-git.yaml", bad.url(), "http://127.0.0.1:1/bad.git");

    assertOnlyLine("bad-git.yaml:");
  }

  @Test
  void emptyRepository() {
    lab.edit("bad-git.yaml", bad.url(), lab.git.create("empty").url());

    assertOnlyLine("bad-git.yaml:");
  }

  @Test
  void missingBranch() {
    lab.edit("bad-git.yaml", "branch: main", "branch: trunk");

    assertOnlyLine("bad-git.yaml:");
  }

  @Test
  void protectedBranch() {
    bad.hook("pre-receive", "echo 'main is protected' >&2; echo 'ask somebody' >&2; exit 1");

    assertOnlyLine("bad-update.yaml:");
  }

  @Test
  void policyThatMatchesNothing() {
    lab.edit("bad-policy.yaml", "1.x", "9.x");

    assertOnlyLine("bad-policy.yaml:");
  }

  @Test
  void unparsableManifest() {
    lab.manifest("bad-policy.yaml", "apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\nmetadata: [\n");

    assertOnlyLine("bad-policy.yaml:");
  }

  @Test
  void unparsableMarkedFile() {
    bad.commit("main", java.util.Map.of("chart.yaml", "{{ if }}\n image: [x # {\"$imagepolicy\": \"flux-system:bad\"}\n"));

    assertOnlyLine("bad-update.yaml:");
  }

  @Test
  void sshUrl() {
    lab.edit("bad-git.yaml", bad.url(), "ssh://git@127.0.0.1/bad.git");

    assertOnlyLine("bad-git.yaml:");
  }

  @Test
  void sopsSecret() {
    lab.secret("sops.yaml", Declared.gitSecret("locked", "ENC[AES256_GCM,data:x]", "ENC[AES256_GCM,data:y]") + "sops:\n  version: 3.9.0\n");
    lab.edit("bad-git.yaml", "interval: 1m", "interval: 1m\n  secretRef:\n    name: locked");

    assertOnlyLine("bad-git.yaml:");
  }

  @Test
  void invalidTemplate() {
    lab.edit("bad-update.yaml", "{{range", "{{ranje");

    assertOnlyLine("bad-update.yaml:");
  }

  @Test
  void badTemplateField() {
    lab.edit("bad-update.yaml", "{{range", "{{ .Nope }}{{range");

    assertOnlyLine("bad-update.yaml:");
  }

  @Test
  void badRegex() {
    lab.edit("bad-policy.yaml", "  policy:", "  filterTags:\n    pattern: '('\n  policy:");

    assertOnlyLine("bad-policy.yaml:");
  }

  @Test
  void badRange() {
    lab.edit("bad-policy.yaml", "1.x", "one");

    assertOnlyLine("bad-policy.yaml:");
  }

  @Test
  void badExclusion() {
    lab.edit("bad-image.yaml", "interval: 1m", "interval: 1m\n  exclusionList: ['(']");

    assertOnlyLine("bad-image.yaml:");
  }

  @Test
  void wrongRegistryPassword() {
    lab.registry.withPassword("user", "right-password");
    lab.secret("bad.yaml", Declared.dockerSecret("bad", lab.registry.host(), "user", "wrong-password"));
    lab.secret("good.yaml", Declared.dockerSecret("good", lab.registry.host(), "user", "right-password"));
    lab.edit("bad-image.yaml", "interval: 1m", "interval: 1m\n  secretRef:\n    name: bad");
    lab.edit("good-image.yaml", "interval: 1m", "interval: 1m\n  secretRef:\n    name: good");

    assertOnlyLine("bad-image.yaml:");
  }

  @Test
  void wrongGitPassword() {
    lab.git.requireBasic("user", "right-password");
    lab.secret("bad.yaml", Declared.gitSecret("bad", "user", "wrong-password"));
    lab.secret("good.yaml", Declared.gitSecret("good", "user", "right-password"));
    lab.edit("bad-git.yaml", "interval: 1m", "interval: 1m\n  secretRef:\n    name: bad");
    lab.edit("good-git.yaml", "interval: 1m", "interval: 1m\n  secretRef:\n    name: good");

    assertOnlyLine("bad-git.yaml:");
  }

  @Test
  void unknownImage() {
    lab.edit("bad-image.yaml", "apps/bad", "apps/nobody");

    assertOnlyLine("bad-image.yaml:");
  }

  private void assertOnlyLine(String start) {
    Outcome outcome = lab.runOnce();
    System.out.println("=== " + start + "  exit " + outcome.code() + "\n" + outcome.err());

    assertThat(outcome.errorLines()).singleElement().asString().contains(start);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(good.log("main", "%s").getFirst()).contains(":1.0.0 -> ").endsWith(":1.0.1");
  }
}
