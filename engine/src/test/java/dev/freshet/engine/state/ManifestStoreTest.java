package dev.freshet.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestStoreTest {
  private static final String MANIFESTS =
      """
      apiVersion: image.toolkit.fluxcd.io/v1beta1
      kind: ImageRepository
      metadata:
        name: app
        labels: {team: web}
      spec:
        image: example.com/app
        interval: 1m
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: login
      stringData:
        password: very-secret
      """;

  @TempDir private Path folder;
  private ManifestStore store;

  @BeforeEach
  void open() {
    store = new StateFolder(folder).manifests();
  }

  @Test
  void givesBackTheObjectsWithTheNamespaceOfTheirRun() {
    store.write(read());

    var stored =
        store.read(new Kinds(List.of(ImageUpdateAutomation.KIND))).all(ImageRepository.KIND);

    assertThat(stored).hasSize(1);
    assertThat(stored.getFirst().metadata().key()).isEqualTo(new NamespacedName("apps", "app"));
    assertThat(stored.getFirst().metadata().labels()).containsEntry("team", "web");
  }

  @Test
  void findsOneObject() {
    store.write(read());

    var found = store.json(new ObjectKey(ImageRepository.KIND, new NamespacedName("apps", "app")));

    assertThat(found.orElseThrow().at("/spec/image").asText()).isEqualTo("example.com/app");
  }

  @Test
  void neverHoldsTheLoginOfAUrl() throws IOException {
    store.write(
        Manifests.read(
            new Kinds(List.of(ImageUpdateAutomation.KIND)),
            List.of(
                new ManifestText(
                    "source.yaml",
                    """
                    apiVersion: source.toolkit.fluxcd.io/v1
                    kind: GitRepository
                    metadata:
                      name: app
                      annotations:
                        last: '{"url":"https://bob:hunter2@git.example/a"} and ://x@y'
                    spec:
                      interval: 1m
                      url: https://bob:hunter@2@git.example/app.git?x=a@b
                    """)),
            "apps"));

    assertThat(Files.readString(store.file()))
        .contains(
            "\"https://git.example/app.git?x=a@b\"",
            "{\\\"url\\\":\\\"https://git.example/a\\\"} and ://y")
        .doesNotContain("bob", "hunter");
  }

  @Test
  void neverHoldsASecret() throws IOException {
    store.write(read());

    assertThat(Files.readString(store.file())).contains("example.com").doesNotContain("secret");
  }

  @Test
  void holdsNothingBeforeTheFirstRun() {
    assertThat(store.read(new Kinds(List.of(ImageUpdateAutomation.KIND))).all(ImageRepository.KIND))
        .isEmpty();
  }

  @Test
  void saysThatADamagedFileIsWrittenAnew() throws IOException {
    Files.writeString(store.file(), "{");

    assertThatThrownBy(() -> store.read(new Kinds(List.of(ImageUpdateAutomation.KIND))))
        .isInstanceOf(AutomationException.class)
        .hasMessage(
            "read the manifests in the state folder: the file is damaged; the next run writes it"
                + " anew");
  }

  private static Manifests read() {
    return Manifests.read(
        new Kinds(List.of(ImageUpdateAutomation.KIND)),
        List.of(new ManifestText("a.yaml", MANIFESTS)),
        "apps");
  }
}
