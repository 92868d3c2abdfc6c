package dev.freshet.testkit.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that stay a server's own while it is down: none that the system gives to outgoing
 * connections, or a client that asks in vain could end up holding the port, even talking to itself.
 */
public final class Ports {
  private static final int LOWEST = 16_000;
  private static final int BEYOND = 32_000; // the system's own begin at 32768, elsewhere at 49152

  /** Tests run in some processes at once, of which each has the ports with its own remainder. */
  private static final int PROCESSES = 4;

  private static final int OWN = Integer.getInteger("fork", 0) % PROCESSES;

  private Ports() {}

  public static int free() {
    while (true) {
      int port =
          ThreadLocalRandom.current().nextInt(LOWEST / PROCESSES, BEYOND / PROCESSES) * PROCESSES
              + OWN;
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException _) {
        // Somebody has it: try another.
      }
    }
  }
}
