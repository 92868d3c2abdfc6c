package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.tls.TlsMaterial;
import dev.freshet.testkit.registry.DockerRegistry;
import dev.freshet.testkit.registry.DockerRegistry.Options;
import dev.freshet.testkit.tls.SelfSigned;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client against Debian's docker-registry. */
class DockerRegistryIT {
  private static final RegistryAccess ALICE =
      ANONYMOUS.with(new RegistryCredentials.Basic("alice", "s3cr3t-p4ss"));

  private final Scans scans = new Scans();

  @BeforeAll
  static void requireTheProgram() {
    // Where nobody looks at skipped tests the program has to be there.
    assumeTrue(
        DockerRegistry.isInstalled() || System.getenv("CI") != null,
        "not installed: apt-get install docker-registry apache2-utils");
  }

  @AfterEach
  void close() {
    scans.close();
  }

  @Test
  void listsTagsAndFindsDigestsOfEveryKindOfManifest() {
    try (var registry = DockerRegistry.start(Options.OPEN)) {
      String image = registry.image("team/app");
      String plain = registry.push("team/app", "1.0.0");
      String docker = registry.pushDockerFormat("team/app", "1.0.1");
      String index = registry.pushIndex("team/app", "1.0.2");

      assertThat(scans.tags(image, ANONYMOUS))
          .containsExactlyInAnyOrder("1.0.0", "1.0.1", "1.0.2", "1.0.2-amd64");
      assertThat(manifest(image, "1.0.0")).isEqualTo(found(plain));
      assertThat(manifest(image, "1.0.1")).isEqualTo(found(docker));
      assertThat(manifest(image, "1.0.2")).isEqualTo(found(index));
      assertThat(manifest(image, "2.0.0")).isInstanceOf(ManifestAnswer.NotFound.class);
    }
  }

  @Test
  void seesThatAnImageWasDeleted() {
    try (var registry = DockerRegistry.start(Options.OPEN)) {
      String image = registry.image("team/app");
      String digest = registry.push("team/app", "1.0.0");
      assertThat(manifest(image, "1.0.0")).isEqualTo(found(digest));

      registry.deleteManifest("team/app", digest);

      assertThat(manifest(image, "1.0.0")).isInstanceOf(ManifestAnswer.NotFound.class);
    }
  }

  @Test
  void tellsOfAnUnknownRepositoryInTheRegistrysWords() {
    try (var registry = DockerRegistry.start(Options.OPEN)) {
      assertThatThrownBy(() -> scans.tags(registry.image("no/such"), ANONYMOUS))
          .hasMessage(
              "GET http://%s/v2/no/such/tags/list?n=1000:".formatted(registry.host())
                  + " NAME_UNKNOWN: repository name not known to registry; map[name:no/such]");
    }
  }

  @Test
  void logsInWithUserAndPassword() {
    try (var registry = DockerRegistry.start(Options.OPEN.askingFor("alice", "s3cr3t-p4ss"))) {
      registry.push("team/app", "1.0.0");
      String image = registry.image("team/app");

      assertThat(scans.tags(image, ALICE)).containsExactly("1.0.0");
      assertThatThrownBy(() -> scans.tags(image, ANONYMOUS))
          .hasMessage(
              "GET http://%s/v2/team/app/tags/list?n=1000:".formatted(registry.host())
                  + " UNAUTHORIZED: authentication required;"
                  + " [map[Action:pull Class: Name:team/app Type:repository]]");
    }
  }

  @Test
  void speaksTlsUnderAnAddedAuthority() {
    SelfSigned certificate = SelfSigned.generate("EC");
    try (var registry =
        DockerRegistry.start(Options.OPEN.secured(certificate).askingFor("alice", "s3cr3t-p4ss"))) {
      registry.push("team/app", "1.0.0");
      var trusted = new TlsMaterial(Optional.of(certificate.certificatePem()), Optional.empty());
      String image = registry.image("team/app");

      assertThat(scans.tags(image, ALICE.with(trusted))).containsExactly("1.0.0");
      assertThatThrownBy(() -> scans.tags(image, ALICE)).hasMessageContaining("TLS: ");
    }
  }

  private ManifestAnswer manifest(String image, String tag) {
    return scans.client.manifest(ImageName.parse(image), new Tag(tag), ANONYMOUS);
  }

  private static ManifestAnswer found(String digest) {
    return new ManifestAnswer.Found(new Digest(digest));
  }
}
