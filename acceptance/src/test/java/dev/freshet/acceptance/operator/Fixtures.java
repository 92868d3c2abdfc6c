package dev.freshet.acceptance.operator;

import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import dev.freshet.testkit.registry.Received;
import dev.freshet.testkit.registry.TunnelProxy;
import dev.freshet.testkit.tls.SelfSigned;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Servers of one scenario's own: a registry that fails as told and whose requests are counted, one
 * that stands for Docker's, behind a proxy that leads everywhere to it, and the Git server over
 * TLS. They start when first used.
 */
final class Fixtures implements AutoCloseable {
  private static final String HUB = "index.docker.io";
  private static final String USER = "traveller";
  private static final String PASSWORD = "proxy-word";

  private final Lazy<InProcessRegistry> own = new Lazy<>(InProcessRegistry::start);
  private final Lazy<SelfSigned> certificate = new Lazy<>(() -> SelfSigned.generateFor(HUB));
  private final Lazy<InProcessRegistry> hub =
      new Lazy<>(() -> InProcessRegistry.startSecure(certificate.get()));
  private final Lazy<TunnelProxy> proxy =
      new Lazy<>(() -> TunnelProxy.http(USER, PASSWORD).leadingTo(hub.get().port()));
  private final Lazy<GitHttpServer> git;
  private final Map<String, String> digests;
  private final List<String> counts = new ArrayList<>();

  /**
   * @param repositories where the Git server has its repositories
   * @param digests gets a name for each image that is pushed, by its digest
   */
  Fixtures(Path repositories, Map<String, String> digests) {
    this.git =
        new Lazy<>(
            () -> GitHttpServer.startTls(repositories, certificate.get().serverConfiguration()));
    this.digests = digests;
  }

  void ownRegistry(Step step) {
    InProcessRegistry registry = own.get();
    switch (step.word(1)) {
      case "push" -> push(registry, step.word(2), step.after(2));
      case "list" -> registry.list(step.word(2), step.after(2));
      case "fail" -> {
        int status = Integer.parseInt(step.word(2));
        registry.failAlways(Place.MANIFEST, Fault.status(status));
      }
      case "heal" -> registry.heal();
      case "count" -> count(step, registry.received());
      default -> throw new IllegalArgumentException("no such verb");
    }
  }

  void hub(Step step) {
    push(hub.get(), step.word(2), step.after(2));
  }

  private void push(InProcessRegistry registry, String image, List<String> tags) {
    for (String tag : tags) {
      registry.push(image, tag);
      digests.put(registry.digest(image, tag), "digest(%s:%s)".formatted(image, tag));
    }
  }

  /** Notes what was asked for since the last count. */
  private void count(Step step, List<Received> received) {
    long lists = received.stream().filter(each -> each.place() instanceof Place.Page).count();
    long manifests = received.stream().filter(each -> each.place().equals(Place.MANIFEST)).count();
    counts.add("line %d: %d lists, %d manifests".formatted(step.number(), lists, manifests));
    received.clear();
  }

  /** What was counted, in order. */
  List<String> counts() {
    return List.copyOf(counts);
  }

  String filled(String text) {
    String filled = text;
    if (text.contains("${OWN}")) {
      filled = filled.replace("${OWN}", own.get().host());
    }
    if (text.contains("${TLSGIT}")) {
      filled = filled.replace("${TLSGIT}", git.get().url() + "/${NS}");
    }
    if (text.contains("${CERTIFICATE}")) {
      String pem = certificate.get().certificatePem().replaceAll("\\R", "\\\\n");
      filled = filled.replace("${CERTIFICATE}", pem);
    }
    if (text.contains("${PROXY}")) {
      filled =
          filled
              .replace("${PROXY}", "http://127.0.0.1:" + proxy.get().port())
              .replace("${PROXYUSER}", USER)
              .replace("${PROXYPASSWORD}", PASSWORD);
    }
    return filled;
  }

  /** What stands for the ports, which differ each time. */
  Map<String, String> normalizer() {
    Map<String, String> normalizer = new LinkedHashMap<>();
    own.ifMade(registry -> normalizer.put(registry.host(), "OWN"));
    proxy.ifMade(one -> normalizer.put("127.0.0.1:" + one.port(), "PROXY"));
    git.ifMade(server -> normalizer.put(server.url(), "TLSGIT"));
    return normalizer;
  }

  @Override
  public void close() {
    proxy.ifMade(TunnelProxy::close);
    hub.ifMade(InProcessRegistry::close);
    own.ifMade(InProcessRegistry::close);
    git.ifMade(GitHttpServer::close);
  }
}
