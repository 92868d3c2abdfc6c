package dev.freshet.web.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.eclipse.jetty.io.Connection;

/**
 * The connections of one server, whose number is bounded. A request has so long to be whole, and
 * its answer to be read at a speed that a client of good will has; an idle time-out alone would
 * start anew with each byte. Who comes when all places are taken gets that of whoever has asked
 * nothing for longest, so that no number of slow clients keeps others out.
 */
final class Clients implements Connection.Listener {
  /** What every network does; an artifact of ten megabytes then takes an hour and a half. */
  private static final long LEAST_BYTES_A_SECOND = 2 << 10;

  private final int most;
  private final Duration patience;

  /** Since when each waits for a request, the longest first; guarded by this. */
  private final SequencedMap<Connection, Long> asking = new LinkedHashMap<>();

  /** What is being answered, the longest first; guarded by this. */
  private final SequencedMap<Connection, Progress> answered = new LinkedHashMap<>();

  /** How many bytes of an answer had gone out when that was last looked at. */
  private record Progress(long begun, long looked, long bytes) {}

  /**
   * @param patience how long a request may take until its headers are there, and how long an answer
   *     may fall behind
   */
  Clients(int most, Duration patience) {
    this.most = most;
    this.patience = patience;
  }

  @Override
  public void onOpened(Connection connection) {
    close(taken(connection));
  }

  private synchronized List<Connection> taken(Connection connection) {
    asking.put(connection, System.nanoTime());
    return asking.size() + answered.size() > most ? List.of(leaving(connection)) : List.of();
  }

  /** Whose place is given to the one that came; its own when all others are being served. */
  private Connection leaving(Connection came) {
    Connection longest = asking.firstEntry().getKey();
    if (!longest.equals(came)) {
      asking.remove(longest);
      return longest;
    }
    Map.Entry<Connection, Progress> first = answered.firstEntry();
    if (System.nanoTime() - first.getValue().begun() > patience.toNanos()) {
      answered.remove(first.getKey());
      return first.getKey();
    }
    asking.remove(came);
    return came;
  }

  @Override
  public synchronized void onClosed(Connection connection) {
    asking.remove(connection);
    answered.remove(connection);
  }

  /** A request is whole. */
  synchronized void begun(Connection connection) {
    if (asking.remove(connection) != null) {
      long now = System.nanoTime();
      answered.put(connection, new Progress(now, now, connection.getBytesOut()));
    }
  }

  /** It is not whole after all: a body is to come, which has so long as headers have. */
  void expecting(Connection connection) {
    ended(connection);
  }

  /** Its answer has gone out. */
  synchronized void ended(Connection connection) {
    if (answered.remove(connection) != null) {
      asking.put(connection, System.nanoTime());
    }
  }

  /** Closes what has taken too long. */
  void look() {
    close(late());
  }

  private synchronized List<Connection> late() {
    long now = System.nanoTime();
    List<Connection> late = new ArrayList<>();
    asking.forEach((connection, since) -> {
      if (now - since > patience.toNanos()) {
        late.add(connection);
      }
    });
    answered.replaceAll((connection, progress) -> {
      long passed = now - progress.looked();
      if (passed <= patience.toNanos()) {
        return progress;
      }
      long bytes = connection.getBytesOut();
      if ((bytes - progress.bytes()) * 1000 < LEAST_BYTES_A_SECOND * (passed / 1_000_000)) {
        late.add(connection);
      }
      return new Progress(progress.begun(), now, bytes);
    });
    asking.keySet().removeAll(late);
    answered.keySet().removeAll(late);
    return late;
  }

  /** Outside of the lock, which closing takes again. */
  private static void close(List<Connection> connections) {
    connections.forEach(connection -> connection.getEndPoint().close());
  }
}
