package dev.freshet.operator.leader;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Who a candidate is; prints as {@code host_uuid}. The random part tells it from an earlier start
 * on the same host, whose lease is not its own.
 */
public record Identity(String host, UUID start) {
  private static final String UNKNOWN = "localhost";

  public static Identity ofThisProcess() {
    return new Identity(hostname(), UUID.randomUUID());
  }

  /** In a container the name of its pod. */
  private static String hostname() {
    String named = System.getenv("HOSTNAME");
    if (named != null && !named.isBlank()) {
      return named;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      // A host whose own name does not resolve still has a unique identity.
      return UNKNOWN;
    }
  }

  @Override
  public String toString() {
    return host + "_" + start;
  }
}
