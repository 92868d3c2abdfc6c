package dev.freshet.engine.git;

import static dev.freshet.engine.git.push.UpdateRequest.Occasion.CHANGE;

import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.Marker;
import dev.freshet.core.plan.FileChange;
import dev.freshet.core.plan.ManifestFile;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.push.Author;
import dev.freshet.engine.git.push.CommitDraft;
import dev.freshet.engine.git.push.UpdateRequest;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.work.Workers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** What the tests of this package share: a fixed clock, a marked manifest, a plan that sets it. */
final class Fixture {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final Author AUTHOR = new Author("Freshet", "freshet@example.com");
  static final CheckoutRef MAIN = new CheckoutRef.Branch("main");

  /** The object of most tests. */
  static final Holder HOLDER = new Holder("ns", "GitRepository ns/fleet");

  private Fixture() {}

  static GitMirrors mirrors(Path storage) {
    return mirrors(storage, Workers.ofThisMachine());
  }

  static GitMirrors mirrors(Path storage, Workers workers) {
    return mirrors(storage, Connections.direct(), workers);
  }

  static GitMirrors mirrors(Path storage, Connections connections) {
    return mirrors(storage, connections, Workers.ofThisMachine());
  }

  private static GitMirrors mirrors(Path storage, Connections connections, Workers workers) {
    return new GitMirrors(storage, InstantSource.fixed(NOW), new Random(1), connections, workers);
  }

  static GitRemote remote(String url) {
    return GitRemote.parse(url, GitAccess.ANONYMOUS, Duration.ofSeconds(20));
  }

  /** A manifest whose image is marked for the setter. */
  static String manifest(String image, String setter) {
    return """
    kind: Deployment
    spec:
      image: %s # {"$imagepolicy": "%s"}
    """
        .formatted(image, setter);
  }

  static UpdateRequest request(
      String pushBranch, String path, Function<List<ManifestFile>, Optional<CommitDraft>> plan) {
    return new UpdateRequest(
        MAIN, pushBranch, Optional.empty(), Map.of(), path, AUTHOR, CHANGE, plan);
  }

  /** Sets every marker of the setter to the value. */
  static Function<List<ManifestFile>, Optional<CommitDraft>> setting(String setter, String value) {
    return files -> {
      List<FileChange> changes = new ArrayList<>();
      for (ManifestFile file : files) {
        if (file.markers() instanceof ManifestMarkers.Found(List<Marker> markers, _, _)
            && markers.stream().anyMatch(marker -> differs(marker, setter, value))) {
          byte[] before = file.content().get();
          byte[] after = edited(before, markers, setter, value);
          changes.add(
              new FileChange(file.path(), before, after, ManifestMarkers.find(after), List.of()));
        }
      }
      return changes.isEmpty()
          ? Optional.empty()
          : Optional.of(new CommitDraft(changes, "Set " + setter + " to " + value));
    };
  }

  private static boolean differs(Marker marker, String setter, String value) {
    return marker.setter().equals(setter) && !marker.value().equals(value);
  }

  private static byte[] edited(byte[] before, List<Marker> markers, String setter, String value) {
    ByteArrayOutputStream after = new ByteArrayOutputStream();
    int copied = 0;
    for (Marker marker : markers) {
      if (differs(marker, setter, value)) {
        after.write(before, copied, marker.start() - copied);
        after.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        copied = marker.end();
      }
    }
    after.write(before, copied, before.length - copied);
    return after.toByteArray();
  }
}
