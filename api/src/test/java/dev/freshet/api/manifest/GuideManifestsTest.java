package dev.freshet.api.manifest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.Metadata;
import dev.freshet.api.image.CommitSpec;
import dev.freshet.api.image.DigestReflection;
import dev.freshet.api.image.GitSpec;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.PolicyChoice;
import dev.freshet.api.image.PushSpec;
import dev.freshet.api.image.RegistryProvider;
import dev.freshet.api.image.UpdateSpec;
import dev.freshet.api.source.ContentSpec;
import dev.freshet.api.source.GitProvider;
import dev.freshet.api.source.GitReference;
import dev.freshet.api.source.GitRepository;
import dev.freshet.api.source.GitTransport;
import dev.freshet.core.NamespacedName;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GuideManifestsTest {
  private static final GitReference MAIN =
      new GitReference(
          Optional.of("main"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final NamespacedName PODINFO = new NamespacedName("flux-system", "podinfo");
  private static final NamespacedName FLUX = new NamespacedName("flux-system", "flux-system");

  private static Manifests manifests =
      Manifests.read(new Kinds(List.of(ImageUpdateAutomation.KIND)), List.of(), "flux-system");

  @BeforeAll
  static void readTheFolder() throws IOException, URISyntaxException {
    Path folder = Path.of(requireNonNull(GuideManifestsTest.class.getResource("/guide")).toURI());
    List<ManifestText> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.sorted().toList()) {
        files.add(new ManifestText(path.getFileName().toString(), Files.readString(path)));
      }
    }
    manifests = Manifests.read(new Kinds(List.of(ImageUpdateAutomation.KIND)), files, "default");
  }

  @Test
  void readsTheScan() {
    assertThat(manifests.all(ImageRepository.KIND))
        .containsExactly(
            new ImageRepository(
                metadata(PODINFO),
                "ghcr.io/stefanprodan/podinfo",
                Duration.ofMinutes(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                RegistryProvider.GENERIC,
                false,
                false));
  }

  @Test
  void readsThePolicy() {
    assertThat(manifests.all(ImagePolicy.KIND))
        .containsExactly(
            new ImagePolicy(
                metadata(PODINFO),
                PODINFO,
                new PolicyChoice(Optional.of("5.0.x"), Optional.empty(), Optional.empty()),
                Optional.empty(),
                DigestReflection.NEVER,
                Optional.empty(),
                false));
  }

  @Test
  void readsTheAutomation() {
    var commit =
        new CommitSpec(
            new CommitSpec.Author("fluxcdbot", "fluxcdbot@users.noreply.github.com"),
            Optional.empty(),
            "{{range .Updated.Images}}{{println .}}{{end}}",
            Map.of());
    var push = new PushSpec(Optional.of("main"), Optional.empty(), Map.of());

    assertThat(manifests.all(ImageUpdateAutomation.KIND))
        .containsExactly(
            new ImageUpdateAutomation(
                metadata(FLUX),
                FLUX,
                Optional.of(new GitSpec(Optional.of(MAIN), commit, push)),
                Duration.ofMinutes(1),
                Optional.empty(),
                new UpdateSpec(UpdateSpec.Strategy.SETTERS, "./clusters/my-cluster"),
                false));
  }

  @Test
  void readsTheSourceThatBootstrapWrites() {
    var source =
        new GitRepository(
            metadata(FLUX),
            "https://github.com/owner/flux-image-updates.git",
            Duration.ofMinutes(1),
            Duration.ofSeconds(60),
            Optional.of(MAIN),
            Optional.of("flux-system"),
            Optional.empty(),
            GitProvider.GENERIC,
            Optional.empty(),
            ContentSpec.WHOLE,
            Optional.empty(),
            false);

    assertThat(manifests.all(GitRepository.KIND)).containsExactly(source);
    assertThat(source.transport()).isEqualTo(GitTransport.HTTPS);
  }

  @Test
  void complainsAboutNothing() {
    assertThat(manifests.problems()).isEmpty();
  }

  private static Metadata metadata(NamespacedName key) {
    return new Metadata(key, Map.of(), Map.of(), 1);
  }
}
