package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.cli.get.GetCommand;
import dev.freshet.cli.install.InstallCommand;
import dev.freshet.cli.run.ReconcileCommand;
import dev.freshet.cli.run.RunCommand;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.artifact.DigestAlgorithm;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.image.ImagePolicyReconciler;
import dev.freshet.engine.image.ImageRepositoryReconciler;
import dev.freshet.engine.object.KnownObjects.CrossNamespaceRefs;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.queue.RunQueue;
import dev.freshet.engine.reconcile.Pace;
import dev.freshet.operator.Operator;
import dev.freshet.operator.OperatorOptions;
import dev.freshet.operator.cache.Scope;
import dev.freshet.operator.server.ClusterOptions;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import dev.freshet.testkit.registry.InProcessRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A kind of one's own is worked on like any other, once it is handed in. */
class NoticeIT {
  private static final String ACCOUNT = "system:serviceaccount:flux-system:freshet";
  private static final List<Controller> CONTROLLERS =
      List.of(
          new Controller(ImageRepository.KIND, ImageRepositoryReconciler::new),
          new Controller(ImagePolicy.KIND, ImagePolicyReconciler::new),
          new Controller(Notice.KIND, NoticeReconciler::new));
  private static final Kinds KINDS = new Kinds(Controller.kinds(CONTROLLERS));

  private final InProcessRegistry registry = InProcessRegistry.start();

  @TempDir private Path folder;

  @BeforeEach
  void push() {
    registry.push("app", "1.0.0");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void isWatchedAndReconciledInACluster() throws IOException {
    try (var plane = ControlPlane.start(User.named(ACCOUNT))) {
      plane.apply(install());
      plane.apply(resource("definition.yaml"));
      plane.kubectl("wait", "--for=condition=Established", "crd/notices.test.freshet.dev");
      plane.apply(objects());
      Path kubeconfig = plane.kubeconfig(User.named(ACCOUNT));
      try (var _ = Operator.start(options(kubeconfig), CONTROLLERS, () -> {})) {
        awaitStatus(plane, "{.status.text}", "new 1.0.0");

        registry.push("app", "1.1.0");
        annotate(plane, "imagerepository/app", "one");
        awaitStatus(plane, "{.status.text}", "new 1.1.0");

        plane.kubectl(
            "-n",
            "flux-system",
            "patch",
            "notice/app",
            "--type=merge",
            "-p",
            "{\"spec\":{\"greeting\":\"hello\"}}");
        awaitStatus(
            plane,
            "{.status.text} {.status.observedGeneration} "
                + "{.status.conditions[?(@.type==\"Ready\")].message}",
            "hello 1.1.0 2 announced hello 1.1.0");

        annotate(plane, "notice/app", "two");
        awaitStatus(plane, "{.status.lastHandledReconcileAt}", "two");
        await()
            .untilAsserted(() ->
                assertThat(plane.kubectl("get", "events", "-n", "flux-system"))
                    .contains("notice/app", "announced hello 1.1.0"));

        plane.kubectl("-n", "flux-system", "delete", "notice/app");
        assertThat(NoticeReconciler.CLEANED_UP).contains(new NamespacedName("flux-system", "app"));
      }
    }
  }

  @Test
  void isListedAndReconciledFromTheTerminal() throws Exception {
    Path manifests = Files.createDirectory(folder.resolve("manifests"));
    Files.writeString(manifests.resolve("app.yaml"), objects());
    String state = folder.resolve("state").toString();
    Thread daemon =
        Thread.ofPlatform()
            .start(() -> execute("run", "--from", manifests.toString(), "--state", state));
    try {
      await()
          .untilAsserted(() ->
              assertThat(execute("get", "tests", "notice", "--state", state))
                  .contains("app ", "new 1.0.0", "False", "announced new 1.0.0"));
      registry.push("app", "1.1.0");
      execute("reconcile", "image", "repository", "app", "--state", state);
      await()
          .untilAsserted(() ->
              assertThat(execute("reconcile", "test", "notice", "app", "--state", state))
                  .contains("✔ announced new 1.1.0"));
      assertThat(execute("get", "tests", "all", "--state", state)).contains("announced new 1.1.0");
    } finally {
      daemon.interrupt();
      daemon.join();
    }
  }

  /** What a command prints, on either stream. */
  private static String execute(String... arguments) {
    return execute(
        FreshetCommand.over(
            RunCommand.spec(CONTROLLERS),
            GetCommand.spec(KINDS, StoredStatuses::read),
            ReconcileCommand.spec(KINDS)),
        arguments);
  }

  private static String execute(CommandLine command, String... arguments) {
    var printed = new StringWriter();
    command.setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed)).execute(arguments);
    return printed.toString();
  }

  private static String install() {
    return execute(
        FreshetCommand.over(CommandSpec.forAnnotatedObject(new InstallCommand())),
        "install",
        "--export");
  }

  private static void annotate(ControlPlane plane, String object, String token) {
    plane.kubectl(
        "-n", "flux-system", "annotate", object, "reconcile.fluxcd.io/requestedAt=" + token);
  }

  private static void awaitStatus(ControlPlane plane, String path, String value) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(
                    plane.kubectl(
                        "-n", "flux-system", "get", "notice/app", "-o", "jsonpath=" + path))
                .isEqualTo(value));
  }

  private String objects() throws IOException {
    return resource("objects.yaml").replace("${IMAGE}", registry.image("app"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(NoticeIT.class.getResourceAsStream("/notice/" + name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private OperatorOptions options(Path kubeconfig) {
    return new OperatorOptions(
        new ClusterOptions(Optional.of(kubeconfig), Optional.empty(), "0.0.0"),
        Scope.EVERYTHING,
        CrossNamespaceRefs.ALLOWED,
        folder.resolve("storage"),
        DiskSize.ANY,
        Optional.empty(),
        OperatorOptions.Endpoints.parse("0", "0", "127.0.0.1:0"),
        Optional.empty(),
        AddressRule.ALLOW_ALL,
        RunQueue.RETRIES,
        Pace.REQUEUE_DEPENDENCY,
        new OperatorOptions.SourceOptions("", Duration.ofMinutes(1), 2, DigestAlgorithm.SHA256, 0));
  }
}
