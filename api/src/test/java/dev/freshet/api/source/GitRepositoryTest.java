package dev.freshet.api.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitRepositoryTest {

  @ParameterizedTest
  @CsvSource({
    "http://example.com/repo, HTTP",
    "https://bot:pw@example.com/repo, HTTPS",
    "ssh://git@example.com:22/repo.git, SSH",
  })
  void knowsItsTransport(String url, GitTransport transport) {
    assertThat(repository("url: '" + url + "'").transport()).isEqualTo(transport);
  }

  @Test
  void waitsAMinuteUnlessTold() {
    assertThat(repository("url: 'http://a/b'").timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(repository("url: 'http://a/b', timeout: 5s").timeout()).hasSeconds(5);
  }

  @Test
  void takesEmptyTextsForAbsent() {
    GitRepository repository =
        repository("url: 'http://a/b', ref: {branch: '', tag: v1, commit: ''}, provider: ''");

    assertThat(repository.ref())
        .contains(
            new GitReference(
                Optional.empty(),
                Optional.of("v1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(repository.provider()).isEqualTo(GitProvider.GENERIC);
  }

  @Test
  void tellsEmptyIgnorePatternsFromNone() {
    assertThat(repository("url: 'http://a/b'").content()).isEqualTo(ContentSpec.WHOLE);
    assertThat(repository("url: 'http://a/b', ignore: ''").content().ignore()).contains("");
    assertThat(repository("url: 'http://a/b', ignore: null").content().ignore()).isEmpty();
  }

  @Test
  void readsWhatGoesIntoTheArtifact() {
    GitRepository repository =
        repository(
            """
            url: 'http://a/b', recurseSubmodules: true, sparseCheckout: [apps, ./infra],
            include: [{repository: {name: base}}, {repository: {name: x}, fromPath: a, toPath: b}]
            """);

    Include base = new Include("base", Optional.empty(), Optional.empty());
    Include other = new Include("x", Optional.of("a"), Optional.of("b"));
    assertThat(repository.content())
        .isEqualTo(
            new ContentSpec(
                Optional.empty(), true, List.of(base, other), List.of("apps", "./infra")));
    assertThat(base.target()).isEqualTo("base");
    assertThat(other.target()).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource({"head, HEAD", "HEAD, HEAD", "Tag, TAG", "TagAndHEAD, TAG_AND_HEAD", "'', HEAD"})
  void readsTheModeOfVerification(String text, VerificationMode mode) {
    GitRepository repository =
        repository("url: 'http://a/b', verify: {mode: '%s', secretRef: {name: k}}".formatted(text));

    assertThat(repository.verify()).contains(new Verification(mode, "k"));
  }

  private static GitRepository repository(String fields) {
    String text =
        """
        apiVersion: source.toolkit.fluxcd.io/v1beta2
        kind: GitRepository
        metadata: {name: repo}
        spec: {interval: 1m, %s}
        """
            .formatted(fields);
    return Manifests.read(
            new Kinds(List.of(ImageUpdateAutomation.KIND)),
            List.of(new ManifestText("repo.yaml", text)),
            "flux-system")
        .all(GitRepository.KIND)
        .getFirst();
  }
}
