package dev.freshet.testkit.kube;

import dev.freshet.testkit.port.Ports;
import dev.freshet.testkit.tls.TrustedCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A real etcd and kube-apiserver on loopback, with their data in a temporary folder. Either can end
 * and come back on its port with its data. There are no controllers and no nodes: a deleted
 * namespace stays Terminating, owned objects outlive their owner, nothing becomes a Pod.
 */
public final class ControlPlane implements AutoCloseable {
  private static final Set<ControlPlane> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(ControlPlane::abandon)));
  }

  private final Path folder;
  private final URI etcdUrl;
  private final URI url;
  private final ServerProcess etcd;
  private final ServerProcess apiServer;
  private final Probe probe;
  private final Kubectl kubectl;
  private final Map<User, Path> kubeconfigs = new LinkedHashMap<>();

  private ControlPlane(Programs programs, List<User> users) throws IOException {
    this.folder = Files.createTempDirectory("control-plane");
    this.etcdUrl = URI.create("http://127.0.0.1:" + Ports.free());
    this.url = URI.create("https://127.0.0.1:" + Ports.free());
    this.etcd = new ServerProcess(etcdCommand(programs), folder.resolve("etcd.log"));
    this.apiServer = new ServerProcess(apiServerCommand(programs), folder.resolve("apiserver.log"));
    this.probe = new Probe(etcdUrl, url, certificate());
    this.kubectl = new Kubectl(programs.kubectl(), folder);
    Files.writeString(folder.resolve("service-account.keys"), newKeys());
    for (User user : users) {
      kubeconfigs.put(user, folder.resolve("kubeconfig-" + kubeconfigs.size()));
    }
    var tokens = new StringBuilder();
    kubeconfigs.keySet().forEach(user -> tokens.append(user.line()));
    Files.writeString(folder.resolve("tokens.csv"), tokens);
  }

  /** Whether the programs it runs are on this machine; {@code make parts} brings them. */
  public static boolean isInstalled() {
    return Programs.OF_THIS_MACHINE.areThere();
  }

  /** Starts both servers; they know {@link User#ADMIN} and these users, and no others. */
  public static ControlPlane start(User... users) {
    try {
      List<User> all = Stream.concat(Stream.of(User.ADMIN), Stream.of(users)).toList();
      var plane = new ControlPlane(Programs.OF_THIS_MACHINE, all);
      OPEN.add(plane);
      try {
        plane.startEtcd();
        plane.startApiServer();
        plane.writeKubeconfigs();
        return plane;
      } catch (RuntimeException cause) {
        plane.close();
        throw cause;
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("start a control plane", cause);
    }
  }

  public URI url() {
    return url;
  }

  /** The PEM file of the API server's certificate and the authority that signed it. */
  public Path certificate() {
    return folder.resolve("certificates/apiserver.crt");
  }

  /** For a client of the JDK: trusts the API server. */
  public SSLContext trustingContext() {
    return TrustedCertificates.of(certificate());
  }

  /** A file for kubectl and for clients that read what kubectl reads. */
  public Path kubeconfig(User user) {
    Path file = kubeconfigs.get(user);
    if (file == null) {
      throw new IllegalArgumentException(user.name() + " was not there when it started");
    }
    return file;
  }

  /**
   * Changes what etcd holds under a key, past all checks of the API server; the kind has to be one
   * that is stored as JSON, as custom resources are.
   */
  public void alter(String key, UnaryOperator<String> change) {
    new Store(etcdUrl).alter(key, change);
  }

  /** Runs {@code kubectl} as the admin and returns what it printed. */
  public String kubectl(String... arguments) {
    return kubectlAs(User.ADMIN, arguments);
  }

  public String kubectlAs(User user, String... arguments) {
    return kubectl.run(kubeconfig(user), "", List.of(arguments));
  }

  /** Runs {@code kubectl} as the admin with something to read, for {@code -f -}. */
  public String kubectlReading(String input, String... arguments) {
    return kubectl.run(kubeconfig(User.ADMIN), input, List.of(arguments));
  }

  /** Applies YAML documents as the admin. */
  public String apply(String manifests) {
    return kubectlReading(manifests, "apply", "-f", "-");
  }

  /** Returns when etcd answers, and the API server with it if that one runs. */
  public void startEtcd() {
    etcd.start(probe::etcdIsReady);
    if (apiServer.isRunning()) {
      apiServer.awaitReady(probe::apiServerIsReady);
    }
  }

  /**
   * From now on the API server has nowhere to read and write: it stays up, and requests wait until
   * they time out. What was stored is kept.
   */
  public void stopEtcd() {
    etcd.kill(); // asked in order it waits some seconds for the API server to leave
  }

  /** Returns when the API server is ready; that takes etcd. */
  public void startApiServer() {
    apiServer.start(probe::apiServerIsReady);
  }

  /** Ends the API server in order: it tells its watchers. */
  public void stopApiServer() {
    apiServer.stop();
  }

  /** Ends the API server as {@code kill -9} does: connections break off. */
  public void killApiServer() {
    apiServer.kill();
  }

  /**
   * An outage of the storage: etcd is gone for that long, and the API server is up all the time.
   * Returns when everything is ready again, which can take as long once more: the API server asks
   * for etcd less and less often.
   */
  public void loseEtcdFor(Duration time) {
    stopEtcd();
    if (apiServer.endsWithin(time)) {
      throw new IllegalStateException("the API server was not up all the time etcd was gone");
    }
    startEtcd();
  }

  /** The API server breaks off, nobody listens on its port for that long, and it is back. */
  public void loseApiServerFor(Duration time) {
    killApiServer();
    if (etcd.endsWithin(time)) {
      throw new IllegalStateException("etcd was not up all the time the API server was gone");
    }
    startApiServer();
  }

  /** Keeps what is stored now, for {@link #restoreEtcd}. */
  public void backUpEtcd() {
    etcd.kill();
    copy(etcdFolder(), backup());
    startEtcd();
  }

  /** Goes back to the backup, as after a lost disk: the API server starts over what was then. */
  public void restoreEtcd() {
    apiServer.kill();
    etcd.kill();
    delete(etcdFolder());
    copy(backup(), etcdFolder());
    startEtcd();
    startApiServer();
  }

  private Path etcdFolder() {
    return folder.resolve("etcd");
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("copy the data of etcd", cause);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("clean up after a control plane", cause);
    }
  }

  /** As an update of the API server does; watches end, and their history is forgotten. */
  public void restartApiServer() {
    stopApiServer();
    startApiServer();
  }

  private List<String> etcdCommand(Programs programs) {
    return List.of(
        programs.etcd().toString(),
        "--data-dir=" + etcdFolder(),
        "--listen-client-urls=" + etcdUrl,
        "--advertise-client-urls=" + etcdUrl,
        "--listen-peer-urls=http://127.0.0.1:0",
        "--log-level=warn",
        "--unsafe-no-fsync"); // the machine outlives the test
  }

  private List<String> apiServerCommand(Programs programs) {
    Path serviceAccountKeys = folder.resolve("service-account.keys");
    return List.of(
        programs.apiServer().toString(),
        "--etcd-servers=" + etcdUrl,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1", // else it needs a network
        "--endpoint-reconciler-type=none", // which refuses loopback
        "--secure-port=" + url.getPort(),
        "--cert-dir=" + folder.resolve("certificates"),
        "--token-auth-file=" + folder.resolve("tokens.csv"),
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + serviceAccountKeys,
        "--service-account-signing-key-file=" + serviceAccountKeys,
        "--disable-admission-plugins=ServiceAccount", // Pods would wait for a controller's account
        "--service-cluster-ip-range=10.96.0.0/16",
        "--shutdown-watch-termination-grace-period=2s", // else it waits a minute for watchers to go
        "--allow-privileged");
  }

  /** A file of both keys: the API server signs tokens of service accounts and checks them. */
  private static String newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair keys = generator.generateKeyPair();
      return pem("PRIVATE KEY", keys.getPrivate()) + pem("PUBLIC KEY", keys.getPublic());
    } catch (GeneralSecurityException cause) {
      throw new IllegalStateException("make keys for service accounts", cause);
    }
  }

  private static String pem(String kind, Key key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(key.getEncoded()), kind);
  }

  private void writeKubeconfigs() throws IOException {
    String certificate = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate()));
    for (var each : kubeconfigs.entrySet()) {
      Files.writeString(each.getValue(), each.getKey().kubeconfig(url.toString(), certificate));
    }
  }

  @Override
  public void close() {
    probe.close();
    abandon();
    OPEN.remove(this);
  }

  /** What the end of the JVM leaves time for: nothing that was stored is wanted any more. */
  private void abandon() {
    apiServer.kill();
    etcd.kill();
    delete(folder);
  }
}
