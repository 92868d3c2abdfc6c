package dev.freshet.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.StatusCodec;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The status of every object, one file each. A file that is missing or does not read gives the
 * status of a new object: statuses are rebuilt by the next run.
 */
public record Statuses(Path directory) implements StatusStore {
  /** Set up by those who write; readers do without. */
  private static final class Writing {
    private static final ObjectMapper JSON = new ObjectMapper();
  }

  /** No status is as long; what else lies there is not worth the memory. */
  private static final long LONGEST = 16 << 20;

  /** Where the system tells of no new file, or late. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  @Override
  public <S extends ObjectStatus<S>> S read(Kind<?, S> kind, NamespacedName name) {
    return read(new ObjectKey(kind, name), kind.status()::read).orElse(kind.status().initial());
  }

  @Override
  public <S extends ObjectStatus<S>> void write(Kind<?, S> kind, NamespacedName name, S status) {
    write(new ObjectKey(kind, name), kind.status().write(status));
  }

  /** Those who read the folder are told of ends of runs only: a file for each step costs more. */
  @Override
  public <S extends ObjectStatus<S>> void progress(
      Kind<?, S> kind, NamespacedName name, S status) {}

  /** The status as it lies in the folder. */
  public Optional<JsonNode> json(ObjectKey object) {
    return read(object, Function.identity());
  }

  /** Waits until a run has answered the request with this token; empty when time is up. */
  public Optional<JsonNode> awaitHandled(ObjectKey object, String token, Duration most)
      throws InterruptedException {
    long begun = System.nanoTime();
    Path folder = Objects.requireNonNull(file(object).getParent(), "a file lies in a folder");
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      Files.createDirectories(folder);
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (true) {
        Optional<JsonNode> handled =
            json(object)
                .filter(json -> json.path("lastHandledReconcileAt").asText("").equals(token));
        long left = most.toNanos() - (System.nanoTime() - begun);
        if (handled.isPresent() || left <= 0) {
          return handled;
        }
        WatchKey key = watch.poll(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    } catch (IOException cause) {
      throw new ReasonedException(
          Reason.FAILED, "wait for the status of " + object + " in the state folder", cause);
    }
  }

  public void delete(ObjectKey object) {
    try {
      Files.deleteIfExists(file(object));
    } catch (IOException cause) {
      throw new ReasonedException(Reason.FAILED, "delete the status of " + object, cause);
    }
  }

  private Path file(ObjectKey object) {
    return directory
        .resolve(object.kind().lowerCase())
        .resolve(object.name().namespace())
        .resolve(object.name().name() + ".json");
  }

  private <T> Optional<T> read(ObjectKey object, Function<JsonNode, T> parse) {
    try {
      Path file = file(object);
      if (Files.size(file) > LONGEST) {
        return Optional.empty();
      }
      return Optional.of(parse.apply(StoredJson.read(Files.readAllBytes(file))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | DateTimeException | InvalidInputException _) {
      // Damaged, or written by another version: the object is new again.
      return Optional.empty();
    }
  }

  private void write(ObjectKey object, ObjectNode status) {
    Path file = file(object);
    try {
      byte[] text = Writing.JSON.writeValueAsBytes(status);
      if (holds(file, text)) {
        return;
      }
      // The first one says nothing that cannot be found out again.
      if (object.kind().status().keeping() == StatusCodec.Keeping.DURABLE && Files.exists(file)) {
        AtomicFile.write(file, text);
      } else {
        AtomicFile.writeRebuildable(file, text);
      }
    } catch (IOException cause) {
      throw new ReasonedException(
          Reason.FAILED, "write the status of " + object + " to the state folder", cause);
    }
  }

  private static boolean holds(Path file, byte[] text) throws IOException {
    try {
      return Arrays.equals(Files.readAllBytes(file), text);
    } catch (NoSuchFileException _) {
      return false;
    }
  }
}
