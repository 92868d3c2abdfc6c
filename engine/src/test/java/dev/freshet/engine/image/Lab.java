package dev.freshet.engine.image;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.artifact.Archiving;
import dev.freshet.engine.artifact.ArtifactStore;
import dev.freshet.engine.credential.GitRemotes;
import dev.freshet.engine.credential.RegistryAccesses;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.git.access.GitCredentialFill;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.object.DeclaredObjects;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.queue.Daemon;
import dev.freshet.engine.queue.OneShot;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.Pace;
import dev.freshet.engine.reconcile.Pipeline;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.reconcile.Survival;
import dev.freshet.engine.reconcile.Trigger;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.secret.HomeCredentials;
import dev.freshet.engine.state.StateFolder;
import dev.freshet.engine.work.Workers;
import dev.freshet.testkit.registry.InProcessRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pipeline over a registry on loopback and a state folder, with a clock that a test moves.
 * Objects are declared as manifests; everything in {@code default} unless they say otherwise.
 */
final class Lab implements AutoCloseable {
  private static final String NAMESPACE = "default";
  private static final List<Controller> CONTROLLERS =
      List.of(
          new Controller(ImageRepository.KIND, ImageRepositoryReconciler::new),
          new Controller(ImagePolicy.KIND, ImagePolicyReconciler::new),
          new Controller(ImageUpdateAutomation.KIND, ImageUpdateAutomationReconciler::new));

  final InProcessRegistry registry = InProcessRegistry.start();
  final List<Event> events = Collections.synchronizedList(new ArrayList<>());

  final HeardImages heard = new HeardImages();

  /** What was shown while runs were under way: the conditions of each step. */
  final List<List<String>> shown = Collections.synchronizedList(new ArrayList<>());

  private final Map<String, String> manifests = new LinkedHashMap<>();
  private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
  private final Path folder;
  private final Workers workers = Workers.ofThisMachine();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  /** What has really passed, counted from anywhere. */
  private Instant felt = Instant.EPOCH;

  private Duration slack = Duration.ofMinutes(5);
  private Survival survival;
  private StateFolder state;
  private GitMirrors mirrors;
  private EngineParts parts;
  private Pipeline pipeline;

  Lab(Path folder) {
    this.folder = folder;
    this.state = new StateFolder(folder.resolve("state"));
    open();
  }

  private void open() {
    InstantSource clock = () -> now;
    InstantSource steady = () -> felt;
    survival = Survival.in(state);
    var client = new RegistryClient(steady, new Random(1), _ -> {}, Connections.direct());
    mirrors =
        new GitMirrors(
            state.git(), clock, new Random(1), Connections.direct(), Workers.ofThisMachine());
    parts =
        new EngineParts(
            client,
            new RegistryAccesses(HomeCredentials.of(folder, Map.of())::credentials),
            new Ledger(state.ledger()),
            mirrors,
            new GitRemotes(GitCredentialFill.ofUser()::credentials, steady),
            new Archiving(ArtifactStore.unserved(state.artifacts(), clock), 0, new Random(1)),
            new FailingStatuses(new WatchedStatuses(state.statuses(), shown), failures),
            heard,
            workers,
            survival,
            new Pace(clock, steady, Pace.REQUEUE_DEPENDENCY, slack));
    pipeline = Controller.pipeline(CONTROLLERS, parts, events::add);
  }

  /** Another process on the same state folder. */
  void restart() {
    mirrors.close();
    open();
  }

  /** Another process on another machine: nothing is remembered. */
  void restartWithoutState(String name) {
    mirrors.close();
    state = new StateFolder(folder.resolve(name));
    open();
  }

  /** Declares objects in place of those declared under the same title. */
  void declare(String title, String yaml) {
    manifests.put(title, yaml);
  }

  void forget(String title) {
    manifests.remove(title);
  }

  String image() {
    return registry.image("app");
  }

  /** The image {@code app} and a policy on it. */
  void declareApp(String policySpec) {
    declareRepository("");
    declarePolicy(policySpec);
  }

  /** The repository {@code app}; more lines of its spec are indented by two. */
  void declareRepository(String more) {
    declare("repository", LabManifests.repository(image()) + more);
  }

  /** The policy {@code app}; the rest of its spec is indented by two. */
  void declarePolicy(String spec) {
    declare("policy", LabManifests.POLICY + spec);
  }

  static String semver(String range) {
    return "  policy:\n    semver:\n      range: '%s'\n".formatted(range);
  }

  /** The automation {@code app} on a repository at this URL. */
  void declareAutomation(String url, String more) {
    declare("automation", LabManifests.automation(url) + more);
  }

  ManifestObjects objects() {
    return DeclaredObjects.of(manifests, NAMESPACE);
  }

  /** Everything once, a minute later than the last time; the events are those of this run. */
  Map<ObjectKey, Run> run() {
    return run(objects());
  }

  private Map<ObjectKey, Run> run(ManifestObjects objects) {
    events.clear();
    pass(Duration.ofMinutes(1));
    return new OneShot(pipeline, survival).run(objects);
  }

  /** One object alone, on objects of which another process may run a part. */
  Run runAlone(KnownObjects objects, Kind<?, ?> kind, String name) {
    events.clear();
    pass(Duration.ofMinutes(1));
    return pipeline.run(
        objects, objects.find(new ObjectKey(kind, name(name))).orElseThrow(), Trigger.ONCE);
  }

  /** Runs of objects of this name wait for ever where they tell of their progress. */
  void hangRunsOf(String name) {
    failures.put(name, new InterruptedException());
  }

  /** Reading the statuses of objects of this name throws that from now on. */
  void failStatusesOf(String name, Throwable failure) {
    failures.put(name, failure);
  }

  void pass(Duration time) {
    now = now.plus(time);
    felt = felt.plus(time);
  }

  /** Somebody sets the clock, back when the time is negative. */
  void setClock(Duration time) {
    now = now.plus(time);
  }

  /** Runs get so long beside their requests, from the next start on. */
  void limitRuns(Duration time) {
    slack = time;
    restart();
  }

  /** One object of its own accord, as when its interval or a change of it calls. */
  Run runOfItsOwnAccord(Kind<?, ?> kind, String name) {
    ManifestObjects objects = objects();
    return pipeline.run(
        objects, objects.find(new ObjectKey(kind, name(name))).orElseThrow(), Trigger.SCHEDULE);
  }

  /** At work on the declared objects. */
  Daemon daemon() {
    var daemon = new Daemon(pipeline, survival);
    daemon.use(objects());
    return daemon;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** What runs objects of another kind than those of images. */
  Pipeline pipelineOf(Controller controller) {
    return Controller.pipeline(List.of(controller), parts, events::add);
  }

  StateFolder state() {
    return state;
  }

  ImageRepositoryStatus repository() {
    return state.statuses().read(ImageRepository.KIND, name("app"));
  }

  ImagePolicyStatus policy() {
    return state.statuses().read(ImagePolicy.KIND, name("app"));
  }

  ImageUpdateAutomationStatus automation() {
    return state.statuses().read(ImageUpdateAutomation.KIND, name("app"));
  }

  /** The tag the policy has selected, empty when there is none. */
  String selected() {
    return policy().latestRef().map(ref -> ref.tag().value()).orElse("");
  }

  List<String> told(Event.Type type) {
    return events.stream().filter(event -> event.type() == type).map(Event::message).toList();
  }

  static NamespacedName name(String name) {
    return new NamespacedName(NAMESPACE, name);
  }

  /** The condition Ready as {@code True/Succeeded: message}. */
  static String ready(Conditions conditions) {
    return conditions
        .find(Condition.READY)
        .map(ready -> "%s/%s: %s".formatted(ready.status().text(), ready.reason(), ready.message()))
        .orElse("none");
  }

  @Override
  public void close() {
    mirrors.close();
    workers.close();
    registry.close();
  }
}
