package dev.freshet.engine.process;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be closed, the last opened first. One that fails to close does not keep the others
 * open; what is added after the end is closed at once.
 */
public final class Closer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

  private record Part(String name, AutoCloseable part) {}

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closed;

  public synchronized void add(String name, AutoCloseable part) {
    if (closed) {
      close(new Part(name, part));
    } else {
      parts.push(new Part(name, part));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(Part part) {
    try {
      part.part().close();
    } catch (Exception failure) { // AutoCloseable may throw anything, and the rest must still close
      LOG.error("closing {}: {}", part.name(), failure.toString());
    }
  }
}
