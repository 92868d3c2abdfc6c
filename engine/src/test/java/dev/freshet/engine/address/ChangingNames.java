package dev.freshet.engine.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A name server among those of the JVM whose answers for some names change from one question to the
 * next, as those of an attacker's do.
 */
public final class ChangingNames extends InetAddressResolverProvider {
  private static final Map<String, Answers> NAMES = new ConcurrentHashMap<>();

  static {
    // An attacker waits until an answer is forgotten; here none is remembered.
    Security.setProperty("networkaddress.cache.ttl", "0");
  }

  /** The first address so many times, and the second from then on. */
  private record Answers(String first, int times, String then, AtomicInteger asked) {
    InetAddress next() {
      return InetAddress.ofLiteral(asked.getAndIncrement() < times ? first : then);
    }
  }

  /** Lets a name, which is a new one, change its address. */
  public static String changing(String first, int times, String then) {
    String name = "n%d.changing.test".formatted(NAMES.size());
    NAMES.put(name, new Answers(first, times, then, new AtomicInteger()));
    return name;
  }

  /** How often the name was looked up. */
  public static int asked(String name) {
    return Objects.requireNonNull(NAMES.get(name)).asked().get();
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver usual = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        Answers changing = NAMES.get(host);
        return changing == null ? usual.lookupByName(host, policy) : Stream.of(changing.next());
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return usual.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "changing names";
  }
}
