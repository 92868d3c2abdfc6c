package dev.freshet.acceptance;

import org.junit.jupiter.api.Test;

/** What is wrong with a manifest is one line with the file, the line, the object and the cause. */
class BadManifestIT extends BadInputCase {
  private static final String BAD_DURATION =
      "spec.interval: Invalid value: \"soon\": must be a duration such as 30s, 5m or 1h30m";

  @Test
  void namesAnUnknownKind() {
    lab.edit("bad-update.yaml", "kind: ImageUpdateAutomation", "kind: ImageUpdate");

    assertOnlyLine(
        "bad-update.yaml:1: ImageUpdate flux-system/bad: unknown kind \"ImageUpdate\" in"
            + " image.toolkit.fluxcd.io");
  }

  @Test
  void namesAValueOfTheWrongType() {
    lab.edit("bad-image.yaml", "interval: 1m", "interval: 1m\n  suspend: perhaps");

    assertOnlyLine(
        "bad-image.yaml:9: ImageRepository flux-system/bad: spec.suspend: Invalid value:"
            + " \"string\": must be of type boolean");
  }

  @Test
  void namesAnUnknownFieldAndTheOneThatWasMeant() {
    lab.edit("bad-image.yaml", "interval: 1m", "interval: 1m\n  exclusionlist: []");

    assertOnlyLine(
        "bad-image.yaml:9: ImageRepository flux-system/bad: unknown field \"spec.exclusionlist\","
            + " did you mean \"exclusionList\"?");
  }

  @Test
  void namesABadIntervalOfAnImageRepositoryAndNotItsPolicyToo() {
    lab.edit("bad-image.yaml", "interval: 1m", "interval: soon");

    assertOnlyLine("bad-image.yaml:8: ImageRepository flux-system/bad: " + BAD_DURATION);
  }

  @Test
  void namesABadIntervalOfAGitRepositoryAndNotItsAutomationToo() {
    lab.edit("bad-git.yaml", "interval: 1m", "interval: soon");

    assertOnlyLine("bad-git.yaml:7: GitRepository flux-system/bad: " + BAD_DURATION);
  }

  @Test
  void namesABadIntervalOfAnAutomation() {
    lab.edit("bad-update.yaml", "interval: 1m", "interval: soon");

    assertOnlyLine("bad-update.yaml:7: ImageUpdateAutomation flux-system/bad: " + BAD_DURATION);
  }

  @Test
  void namesAManifestThatIsNotYaml() {
    lab.manifest(
        "bad-policy.yaml",
        "apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\nmetadata: [\n");

    assertOnlyLine(
        "bad-policy.yaml:3: ImagePolicy: does not parse as YAML: expected the node content, but"
            + " found '<stream end>'");
  }

  @Test
  void namesAFilterThatDoesNotCompile() {
    lab.edit("bad-policy.yaml", "  policy:", "  filterTags:\n    pattern: '('\n  policy:");

    assertOnlyLine(
        "bad-policy.yaml:1: ImagePolicy flux-system/bad: failed to filter tags: invalid regular"
            + " expression pattern '(': error parsing regexp: missing closing ): `(`");
  }

  @Test
  void namesARangeThatIsNone() {
    lab.edit("bad-policy.yaml", "1.x", "one");

    assertOnlyLine(
        "bad-policy.yaml:1: ImagePolicy flux-system/bad: invalid policy: improper constraint:"
            + " \"one\"");
  }

  @Test
  void namesAnExclusionThatDoesNotCompileAndNotThePolicyToo() {
    lab.edit("bad-image.yaml", "interval: 1m", "interval: 1m\n  exclusionList: ['(']");

    assertOnlyLine(
        "bad-image.yaml:1: ImageRepository flux-system/bad: scan failed: failed to compile regex (:"
            + " error parsing regexp: missing closing ): `(`");
  }

  @Test
  void namesATemplateThatDoesNotParse() {
    lab.edit("bad-update.yaml", "{{range", "{{ranje");

    assertOnlyLine(
        "bad-update.yaml:1: ImageUpdateAutomation flux-system/bad: failed to update source: unable"
            + " to create commit message template from spec: template: commit message:1: function"
            + " \"ranje\" not defined");
  }

  @Test
  void namesAFieldThatNoTemplateHas() {
    lab.edit("bad-update.yaml", "{{range", "{{ .Nope }}{{range");

    assertOnlyLine(
        "bad-update.yaml:1: ImageUpdateAutomation flux-system/bad: failed to update source: failed"
            + " to run template from spec: template: commit message:1:3: executing \"commit"
            + " message\" at <.Nope>: can't evaluate field Nope in type source.TemplateData");
  }

  @Test
  void saysThatSshIsNotThereYet() {
    lab.edit("bad-git.yaml", bad.url(), "ssh://git@example.com/bad.git");

    assertOnlyLine(
        "bad-update.yaml:1: ImageUpdateAutomation flux-system/bad: failed configuring source"
            + " manager: GitRepository flux-system/bad: git over ssh:// is not there yet; use an"
            + " https:// URL");
  }

  @Test
  void saysThatEncryptedSecretsAreNotThereYet() {
    String encrypted = "ENC[AES256_GCM,data:c2VjcmV0,type:str]";
    lab.secret(
        "locked.yaml",
        Declared.gitSecret("locked", encrypted, encrypted) + "sops:\n  version: 3.9.0\n");
    nameSecret("bad-git.yaml", "locked");

    assertOnlyLine(
        "bad-update.yaml:1: ImageUpdateAutomation flux-system/bad: failed configuring source"
            + " manager: failed to configure authentication options: Secret flux-system/locked is"
            + " encrypted with SOPS, which Freshet cannot read yet");
  }

  @Test
  void namesASecretThatIsMissingForARegistry() {
    nameSecret("bad-image.yaml", "nowhere");

    assertOnlyLine(
        "bad-image.yaml:1: ImageRepository flux-system/bad: failed to configure authentication"
            + " options: secrets \"nowhere\" not found; add its"
            + " manifest to the folder, or to one named with --secrets");
  }

  @Test
  void namesASecretThatIsMissingForGit() {
    nameSecret("bad-git.yaml", "nowhere");

    assertOnlyLine(
        "bad-update.yaml:1: ImageUpdateAutomation flux-system/bad: failed configuring source"
            + " manager: failed to get auth secret 'flux-system/nowhere': secrets \"nowhere\" not"
            + " found; add its manifest to the folder, or to one named with --secrets");
  }
}
