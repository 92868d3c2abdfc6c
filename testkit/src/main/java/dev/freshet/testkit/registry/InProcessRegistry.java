package dev.freshet.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import dev.freshet.testkit.tls.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A registry on loopback that serves tag lists and manifests, asks for credentials, and misbehaves
 * as a test scripts it. Everything can be changed while it runs.
 */
public final class InProcessRegistry implements AutoCloseable {
  static {
    // Without it an answer in two packets waits 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final String address;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, ServedRepository> repositories = new ConcurrentHashMap<>();
  private final Map<Place, Queue<Fault>> faults = new ConcurrentHashMap<>();
  private final Map<Place, Fault> lastingFaults = new ConcurrentHashMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile Admission admission = new Admission.Open();
  private volatile PageSizes pageSizes = new PageSizes.UpTo(1000);
  private volatile LinkForm links = LinkForm.RELATIVE;
  private volatile Optional<String> challenge = Optional.empty();
  private volatile boolean digestsHidden;

  private InProcessRegistry(HttpServer server, String scheme, String address) {
    this.server = server;
    this.scheme = scheme;
    this.address = address;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static InProcessRegistry start() {
    return startAt("127.0.0.1");
  }

  /** Listens at another loopback address, such as 127.0.0.2, which is no host that may use HTTP. */
  public static InProcessRegistry startAt(String address) {
    try {
      return new InProcessRegistry(
          HttpServer.create(new InetSocketAddress(address, 0), 0), "http", address);
    } catch (IOException cause) {
      throw new UncheckedIOException("start a registry at " + address, cause);
    }
  }

  public static InProcessRegistry startSecure(SelfSigned certificate) {
    return startSecureAt("127.0.0.1", certificate);
  }

  public static InProcessRegistry startSecureAt(String address, SelfSigned certificate) {
    try {
      var server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
      server.setHttpsConfigurator(certificate.serverConfiguration());
      return new InProcessRegistry(server, "https", address);
    } catch (IOException cause) {
      throw new UncheckedIOException("start a registry at " + address, cause);
    }
  }

  /** Serves one repository with the tags {@code 0.0.0} to {@code 0.0.<count-1>}. */
  public static InProcessRegistry serving(String repository, int count) {
    var registry = start();
    registry.push(repository, IntStream.range(0, count).mapToObj(i -> "0.0." + i).toList());
    return registry;
  }

  public InProcessRegistry withPageSize(int most) {
    pageSizes = new PageSizes.UpTo(most);
    return this;
  }

  /** Refuses a larger {@code n} with this status, and pages by {@code most} without one. */
  public InProcessRegistry refusingPagesOver(int most, int status) {
    pageSizes = new PageSizes.RefusedOver(most, status);
    return this;
  }

  public InProcessRegistry withLinks(LinkForm form) {
    links = form;
    return this;
  }

  public InProcessRegistry withPassword(String user, String password) {
    admission = new Admission.Password(TokenRealm.basic(user, password));
    return this;
  }

  /** Refuses with this {@code WWW-Authenticate}, whatever it really wants. */
  public InProcessRegistry withChallenge(String header) {
    challenge = Optional.of(header);
    return this;
  }

  public InProcessRegistry withTokensFrom(TokenRealm realm) {
    admission = new Admission.Token(realm);
    return this;
  }

  /** Leaves {@code Docker-Content-Digest} out, as some proxies do. */
  public InProcessRegistry withoutDigestHeaders() {
    digestsHidden = true;
    return this;
  }

  /** Where it listens, as {@code host:port}. */
  public String host() {
    return address + ":" + port();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The image name of a repository here. */
  public String image(String repository) {
    return host() + "/" + repository;
  }

  public void push(String repository, String... tags) {
    push(repository, List.of(tags));
  }

  public void push(String repository, List<String> tags) {
    repositories.computeIfAbsent(repository, _ -> new ServedRepository()).push(tags);
  }

  public void delete(String repository, String tag) {
    served(repository).delete(tag);
  }

  /** Lists exactly these tags from now on; the manifests stay as they are. */
  public void list(String repository, List<String> tags) {
    served(repository).list(tags);
  }

  public List<String> listing(String repository) {
    return served(repository).listing();
  }

  public String digest(String repository, String tag) {
    return ServedRepository.digest(served(repository).manifest(tag).orElseThrow());
  }

  /** Commits each fault to one request at the place, in this order; later requests are served. */
  public void fail(Place place, Fault... inOrder) {
    faults.computeIfAbsent(place, _ -> new ArrayDeque<>()).addAll(List.of(inOrder));
  }

  public void failAlways(Place place, Fault fault) {
    lastingFaults.put(place, fault);
  }

  public void heal() {
    faults.clear();
    lastingFaults.clear();
  }

  public List<Received> received() {
    return received;
  }

  public List<Received> received(Place place) {
    return received.stream().filter(request -> request.place().equals(place)).toList();
  }

  /** The largest number of requests that were being answered at one time. */
  public int mostAtATime() {
    return most.get();
  }

  private ServedRepository served(String repository) {
    ServedRepository served = repositories.get(repository);
    if (served == null) {
      throw new IllegalArgumentException("no repository " + repository + " was pushed here");
    }
    return served;
  }

  private void handle(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try (exchange) {
      Target target = Target.of(exchange.getRequestURI());
      if (target instanceof Target.Token && admission instanceof Admission.Token(var realm)) {
        received.add(Received.of(Place.TOKEN, exchange));
        realm.handle(exchange);
        return;
      }
      Place place = placeOf(target);
      received.add(Received.of(place, exchange));
      Optional<Fault> fault = nextFault(place);
      if (fault.isPresent() && fault.get() instanceof Fault.Hangup) {
        return; // closing an exchange without headers closes its connection
      }
      answer(exchange, target, fault);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the registry is being closed under a slow answer
    } finally {
      running.decrementAndGet();
    }
  }

  private void answer(HttpExchange exchange, Target target, Optional<Fault> fault)
      throws IOException, InterruptedException {
    if (fault.isPresent()
        && fault.get() instanceof Fault.Status(int status, var headers, var body)) {
      headers.forEach(exchange.getResponseHeaders()::set);
      Replies.send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (fault.isPresent() && fault.get() instanceof Fault.RedirectTo(var to)) {
      exchange.getResponseHeaders().set("Location", to.toString());
      Replies.send(exchange, 307, new byte[0]);
      return;
    }
    if (!admission.admits(exchange, target)) {
      exchange
          .getResponseHeaders()
          .set("WWW-Authenticate", challenge.orElseGet(() -> admission.challenge(scheme, host())));
      Replies.sendError(exchange, 401, "UNAUTHORIZED", "authentication required");
      return;
    }
    switch (target) {
      case Target.Ping _ -> Replies.sendJson(exchange, 200, "{}");
      case Target.Tags tags -> answerTags(exchange, tags, fault);
      case Target.Manifest manifest -> answerManifest(exchange, manifest);
      case Target.Token _, Target.Unknown _ ->
          Replies.send(exchange, 404, "404 page not found\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void answerTags(HttpExchange exchange, Target.Tags target, Optional<Fault> fault)
      throws IOException, InterruptedException {
    ServedRepository repository = repositories.get(target.repository());
    if (repository == null) {
      Replies.sendError(exchange, 404, "NAME_UNKNOWN", "repository name not known to registry");
      return;
    }
    switch (pageSizes.forRequested(target.count())) {
      case PageSizes.Refusal(int status) ->
          Replies.sendError(
              exchange, status, "PAGINATION_NUMBER_INVALID", "invalid number of results requested");
      case PageSizes.Size(int size) -> {
        var page = TagsPage.of(target, repository, size);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        page.link(links, scheme, address, port())
            .ifPresent(link -> exchange.getResponseHeaders().set("Link", link));
        sendPage(exchange, page, fault);
      }
    }
  }

  private static void sendPage(HttpExchange exchange, TagsPage page, Optional<Fault> fault)
      throws IOException, InterruptedException {
    byte[] body = page.json();
    if (fault.isEmpty()) {
      Replies.send(exchange, 200, body);
      return;
    }
    switch (fault.get()) {
      case Fault.DropMidBody _ -> Replies.sendHalf(exchange, body);
      case Fault.TruncateBody _ ->
          Replies.send(exchange, 200, Arrays.copyOf(body, body.length / 2));
      case Fault.Drip(long millis) -> Replies.drip(exchange, body, millis);
      case Fault.NameAnother(var name) -> Replies.send(exchange, 200, page.named(name).json());
      case Fault.LinkTo(var link) -> {
        exchange.getResponseHeaders().set("Link", "<" + link + ">; rel=\"next\"");
        Replies.send(exchange, 200, body);
      }
      case Fault.Status _, Fault.RedirectTo _, Fault.Hangup _ ->
          throw new IllegalStateException("answered before the page was made");
    }
  }

  private void answerManifest(HttpExchange exchange, Target.Manifest target) throws IOException {
    Optional<byte[]> manifest =
        Optional.ofNullable(repositories.get(target.repository()))
            .flatMap(repository -> repository.manifest(target.reference()));
    if (manifest.isEmpty()) {
      Replies.sendError(exchange, 404, "MANIFEST_UNKNOWN", "manifest unknown");
      return;
    }
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", ServedRepository.INDEX_TYPE);
    if (!digestsHidden) {
      headers.set("Docker-Content-Digest", ServedRepository.digest(manifest.get()));
    }
    Replies.send(exchange, 200, manifest.get());
  }

  private Optional<Fault> nextFault(Place place) {
    Fault lasting = lastingFaults.get(place);
    if (lasting != null) {
      return Optional.of(lasting);
    }
    Queue<Fault> queue = faults.getOrDefault(place, new ArrayDeque<>());
    synchronized (queue) {
      return Optional.ofNullable(queue.poll());
    }
  }

  private Place placeOf(Target target) {
    return switch (target) {
      case Target.Ping _ -> Place.PING;
      case Target.Token _ -> Place.TOKEN;
      case Target.Manifest _ -> Place.MANIFEST;
      case Target.Unknown _ -> Place.Fixed.OTHER;
      case Target.Tags tags -> {
        ServedRepository repository = repositories.get(tags.repository());
        int start = repository == null ? 0 : TagsPage.start(tags, repository);
        yield Place.page(start / Math.max(1, pageSizes.usual(tags.count())) + 1);
      }
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
