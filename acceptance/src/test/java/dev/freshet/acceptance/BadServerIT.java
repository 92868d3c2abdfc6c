package dev.freshet.acceptance;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a registry or a Git server refuses, or holds by mistake, is one line too. */
class BadServerIT extends BadInputCase {
  private static final String AUTOMATION =
      "bad-update.yaml:1: ImageUpdateAutomation flux-system/bad: ";
  private static final String IMAGE = "bad-image.yaml:1: ImageRepository flux-system/bad: ";

  @Test
  void namesARegistryThatCannotBeReachedAndNotThePolicyToo() {
    lab.edit("bad-image.yaml", lab.image("bad"), "127.0.0.1:1/apps/bad");

    assertOnlyLine(
        IMAGE
            + "scan failed: GET https://127.0.0.1:1/v2/: Connect to https://127.0.0.1:1 failed:"
            + " Connection refused; GET http://127.0.0.1:1/v2/: Connect to http://127.0.0.1:1"
            + " failed: Connection refused");
  }

  @Test
  void namesAnImageTheRegistryDoesNotHave() {
    lab.edit("bad-image.yaml", "apps/bad", "apps/nobody");

    assertOnlyLine(
        IMAGE
            + "scan failed: GET http://%s/v2/apps/nobody/tags/list?n=1000: NAME_UNKNOWN: repository"
                .formatted(lab.registry.host())
            + " name not known to registry");
  }

  @Test
  void namesARegistryThatRefusesThePassword() {
    lab.registry.withPassword("user", "right-password");
    lab.secret(
        "bad.yaml", Declared.dockerSecret("bad", lab.registry.host(), "user", "wrong-password"));
    lab.secret(
        "good.yaml", Declared.dockerSecret("good", lab.registry.host(), "user", "right-password"));
    nameSecret("bad-image.yaml", "bad");
    nameSecret("good-image.yaml", "good");

    assertOnlyLine(
        IMAGE
            + "scan failed: GET http://%s/v2/apps/bad/tags/list?n=1000: UNAUTHORIZED:"
                .formatted(lab.registry.host())
            + " authentication required");
  }

  @Test
  void namesAGitServerThatRefusesThePassword() {
    lab.git.requireBasic("user", "right-password");
    lab.secret("bad.yaml", Declared.gitSecret("bad", "user", "wrong-password"));
    lab.secret("good.yaml", Declared.gitSecret("good", "user", "right-password"));
    nameSecret("bad-git.yaml", "bad");
    nameSecret("good-git.yaml", "good");

    assertOnlyLine(
        AUTOMATION
            + "failed to checkout source: unable to clone '%s': authentication required"
                .formatted(bad.url()));
  }

  @Test
  void namesAGitServerThatCannotBeReached() {
    lab.edit("bad-git.yaml", bad.url(), "http://127.0.0.1:1/bad.git");

    assertOnlyLine(
        AUTOMATION
            + "failed to checkout source: unable to clone 'http://127.0.0.1:1/bad.git': connection"
            + " refused");
  }

  @Test
  void namesAnEmptyRepository() {
    lab.edit("bad-git.yaml", bad.url(), lab.git.create("empty").url());

    assertOnlyLine(AUTOMATION + "failed to checkout source: git repository is empty");
  }

  @Test
  void namesABranchThatIsMissing() {
    lab.edit("bad-git.yaml", "branch: main", "branch: trunk");

    assertOnlyLine(
        AUTOMATION
            + "failed to checkout source: unable to clone '%s': couldn't find remote ref"
                .formatted(bad.url())
            + " \"refs/heads/trunk\"");
  }

  @Test
  void repeatsWhatAProtectedBranchAnswersInOneLine() {
    bad.hook("pre-receive", "echo 'main is protected' >&2; echo 'open a pull request' >&2; exit 1");

    assertOnlyLine(
        AUTOMATION
            + "failed to update source: failed to push to remote: command error on refs/heads/main:"
            + " pre-receive hook declined (remote: main is protected open a pull request)");
  }

  @Test
  void namesAPolicyThatMatchesNothing() {
    lab.edit("bad-policy.yaml", "1.x", "9.x");

    assertOnlyLine(
        "bad-policy.yaml:1: ImagePolicy flux-system/bad: unable to determine latest version from"
            + " provided list: 2 tags listed, 0 in the range");
  }

  @Test
  void namesAMarkedFileThatIsNotYaml() {
    bad.commit(
        "main",
        Map.of(
            "app.yaml",
            lab.deployment("bad", "1.0.1"),
            "chart.yaml",
            "args: [\nimage: app # {\"$imagepolicy\": \"flux-system:bad\"}\n"));

    assertOnlyLine(
        AUTOMATION
            + "chart.yaml:3: cannot be parsed: while parsing a flow sequence: expected ',' or ']',"
            + " but got <stream end>");
  }
}
