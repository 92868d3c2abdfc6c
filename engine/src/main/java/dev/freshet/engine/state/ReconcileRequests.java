package dev.freshet.engine.state;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.file.AtomicFile;
import dev.freshet.engine.file.DiskProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Requests to the process that runs this state folder: "reconcile this object now". The token of a
 * request comes back as the object's {@code lastHandledReconcileAt}, as Flux's annotation does.
 */
public record ReconcileRequests(Path directory) {
  /** Stands between kind, namespace and name in a file name; no Kubernetes name holds it. */
  private static final String SEPARATOR = "~";

  private static final int LONGEST_TOKEN = 1024;

  /** One request; a later one for the same object replaces it. */
  public record Request(ObjectKey object, String token) {}

  /** Waits for requests without asking the disk again and again. */
  public static final class Watch implements AutoCloseable {
    private final ReconcileRequests requests;
    private final List<? extends Kind<?, ?>> kinds;
    private final WatchService service;

    private Watch(
        ReconcileRequests requests, List<? extends Kind<?, ?>> kinds, WatchService service) {
      this.requests = requests;
      this.kinds = kinds;
      this.service = service;
    }

    /** The requests there are, waiting for some until the time is over. */
    public List<Request> await(Duration most) throws InterruptedException {
      long deadline = System.nanoTime() + most.toNanos();
      while (true) {
        List<Request> present = requests.take(kinds);
        long left = deadline - System.nanoTime();
        if (!present.isEmpty() || left <= 0) {
          return present;
        }
        // A request's temporary file wakes too, a moment before there is a request.
        WatchKey key = service.poll(left, TimeUnit.NANOSECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    }

    @Override
    public void close() throws IOException {
      service.close();
    }
  }

  public void ask(Request request) {
    try {
      AtomicFile.writeRebuildable(
          file(request.object()), request.token().getBytes(StandardCharsets.UTF_8));
    } catch (IOException cause) {
      throw failed("ask for the reconciliation of " + request.object(), cause);
    }
  }

  /** Takes a request back that nobody has answered. */
  public void withdraw(ObjectKey object) {
    try {
      Files.deleteIfExists(file(object));
    } catch (IOException cause) {
      throw failed("withdraw the request for " + object, cause);
    }
  }

  /** Watches for requests about objects of these kinds. */
  public Watch watch(List<? extends Kind<?, ?>> kinds) {
    try {
      Files.createDirectories(directory);
      WatchService service = directory.getFileSystem().newWatchService();
      directory.register(service, StandardWatchEventKinds.ENTRY_CREATE);
      return new Watch(this, kinds, service);
    } catch (IOException cause) {
      throw failed("watch for requests", cause);
    }
  }

  /** Removes and returns what was asked since the last call. */
  private List<Request> take(List<? extends Kind<?, ?>> kinds) {
    List<Request> taken = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        take(kinds, file).ifPresent(taken::add);
      }
    } catch (NoSuchFileException _) {
      // Somebody has cleared the state away: whoever asks makes the folder anew.
      return taken;
    } catch (UncheckedIOException cause) {
      throw failed("read the requests", new IOException(cause));
    } catch (IOException cause) {
      throw failed("read the requests", cause);
    }
    return taken;
  }

  private Optional<Request> take(List<? extends Kind<?, ?>> kinds, Path file) {
    Optional<ObjectKey> object = object(kinds, String.valueOf(file.getFileName()));
    if (object.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<String> token =
          Files.size(file) <= LONGEST_TOKEN
              ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
              : Optional.empty();
      Files.delete(file);
      return token.map(text -> new Request(object.get(), text));
    } catch (IOException _) {
      // Withdrawn between listing and reading; or no file at all, which nobody's request is.
      return Optional.empty();
    }
  }

  private Path file(ObjectKey object) {
    return directory.resolve(
        String.join(
            SEPARATOR, object.kind().lowerCase(), object.name().namespace(), object.name().name()));
  }

  private static Optional<ObjectKey> object(List<? extends Kind<?, ?>> kinds, String fileName) {
    String[] parts = fileName.split(SEPARATOR, -1);
    for (Kind<?, ?> kind : kinds) {
      if (parts.length == 3 && kind.lowerCase().equals(parts[0])) {
        try {
          return Optional.of(new ObjectKey(kind, new NamespacedName(parts[1], parts[2])));
        } catch (InvalidInputException _) {
          return Optional.empty(); // nobody's request
        }
      }
    }
    return Optional.empty();
  }

  private static AutomationException failed(String action, IOException cause) {
    return new ReasonedException(
        Reason.FAILED,
        "%s in the state folder: %s".formatted(action, DiskProblem.of(cause)),
        cause);
  }
}
