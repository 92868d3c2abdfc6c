package dev.freshet.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ReconcileRequests.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileRequestsTest {
  private static final ObjectKey POLICY =
      new ObjectKey(ImagePolicy.KIND, new NamespacedName("flux-system", "pod-info.x"));
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  @TempDir private Path folder;
  private ReconcileRequests requests;

  @BeforeEach
  void open() {
    requests = new StateFolder(folder).requests();
  }

  @Test
  void handsOverWhatWasAskedBeforeAnybodyWatched() throws Exception {
    requests.ask(new Request(POLICY, "one"));

    try (var watch =
        requests.watch(
            List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND))) {
      assertThat(watch.await(SOON)).containsExactly(new Request(POLICY, "one"));
      assertThat(watch.await(AT_ONCE)).isEmpty();
    }
  }

  @Test
  void wakesWhoeverWaits() throws Exception {
    try (var watch =
        requests.watch(
            List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND))) {
      Thread.ofVirtual().start(() -> requests.ask(new Request(POLICY, "one")));

      assertThat(watch.await(SOON)).containsExactly(new Request(POLICY, "one"));
    }
  }

  @Test
  void keepsTheLastRequestForAnObject() throws Exception {
    try (var watch =
        requests.watch(
            List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND))) {
      requests.ask(new Request(POLICY, "one"));
      requests.ask(new Request(POLICY, "two"));

      assertThat(watch.await(SOON)).containsExactly(new Request(POLICY, "two"));
    }
  }

  @Test
  void passesOverWhatIsNoRequest() throws Exception {
    try (var watch =
        requests.watch(
            List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND))) {
      Path folders = folder.resolve("requests");
      Files.createDirectory(folders.resolve("imagepolicy~flux-system~folder"));
      Files.writeString(folders.resolve("imagepolicy~flux-system~long"), "x".repeat(10_000));
      Files.write(folders.resolve("imagepolicy~flux-system~damaged"), new byte[] {(byte) 0xff});

      assertThat(watch.await(SOON))
          .extracting(request -> request.object().name().name())
          .containsExactly("damaged");
      assertThat(watch.await(AT_ONCE)).isEmpty();
    }
  }

  @Test
  void outlivesItsFolder() throws Exception {
    try (var watch =
        requests.watch(
            List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND))) {
      Files.delete(folder.resolve("requests"));

      assertThat(watch.await(AT_ONCE)).isEmpty();
    }
  }

  @Test
  void forgetsAWithdrawnRequest() throws Exception {
    try (var watch =
        requests.watch(
            List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND))) {
      requests.ask(new Request(POLICY, "one"));
      requests.withdraw(POLICY);

      assertThat(watch.await(AT_ONCE)).isEmpty();
    }
  }

  @Test
  void passesOverFilesThatAreNoRequests() throws Exception {
    try (var watch =
        requests.watch(
            List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND))) {
      write("notes.txt");
      write("imagepolicy~..~passwd");
      write(".imagepolicy~a~b.1.tmp");

      assertThat(watch.await(AT_ONCE)).isEmpty();
    }
  }

  private void write(String name) throws IOException {
    Files.writeString(requests.directory().resolve(name), "token");
  }
}
