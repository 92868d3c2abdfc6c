package dev.freshet.acceptance.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.testkit.git.ServedRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Carries out the steps of one scenario and collects the answer. */
final class ScenarioExecution {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Set<String> WAITING = Set.of("await", "settle");
  private static final Duration QUIET = Duration.ofMillis(1500);

  private final Scenario scenario;
  private final SharedFixtures shared;
  private final Controllers controllers;
  private final Observations observations;
  private final Map<String, ServedRepository> repositories = new TreeMap<>();
  private final Map<String, String> digests = new LinkedHashMap<>();
  private final Map<String, String> refusals = new LinkedHashMap<>();
  private final Fixtures fixtures;

  ScenarioExecution(Scenario scenario, SharedFixtures shared, Controllers controllers) {
    this.scenario = scenario;
    this.shared = shared;
    this.controllers = controllers;
    this.observations = shared.observe(scenario.name());
    this.fixtures = new Fixtures(shared.repositories, digests);
  }

  /** Performs all steps, lets things settle, and takes down the objects it made. */
  AnswerText answer() {
    shared.plane.kubectl("create", "namespace", scenario.name());
    try {
      for (Step step : scenario.steps()) {
        if (!WAITING.contains(step.verb())) {
          observations.begin(step);
        }
        try {
          carryOut(step);
        } catch (RuntimeException | AssertionError cause) {
          throw new IllegalStateException(
              "%s, line %d: %s".formatted(scenario.name(), step.number(), step.text()), cause);
        }
      }
      return collect();
    } finally {
      takeDown();
      fixtures.close();
    }
  }

  private void carryOut(Step step) {
    switch (step.verb()) {
      case "push" -> step.after(1).forEach(tag -> push(step.word(1), tag));
      case "push-other" -> pushOther(step.word(1), step.word(2));
      case "push-locked" ->
          step.after(1).forEach(tag -> shared.locked.push(path(step.word(1)), tag));
      case "own" -> fixtures.ownRegistry(step);
      case "hub" -> fixtures.hub(step);
      case "remove" ->
          shared.registry.deleteManifest(path(step.word(1)), digest(step.word(1), step.word(2)));
      case "git" -> createRepository(step.word(1));
      case "git-empty" -> repositories.put(step.word(1), shared.git.create(path(step.word(1))));
      case "commit" -> commit(step.word(1), step.word(2), step.word(3));
      case "git-run" -> repository(step.word(1)).git(step.after(1).toArray(String[]::new));
      case "hook" -> repository(step.word(1)).hook(step.word(2), step.word(3));
      case "unhook" -> repository(step.word(1)).removeHook(step.word(2));
      case "apply" -> apply(step.word(1), namespace(step.words().size() > 2 ? "other/x" : "x"));
      case "refuse" -> refuse(step.word(1));
      case "kubectl" -> kubectl(step.after(0));
      case "request" -> request(step.word(1), step.word(2), step.word(3));
      case "patch" -> patch(step.word(1), step.word(2), step.word(3));
      case "alter" -> alter(subject(step.word(1), step.word(2)), filled(step.word(3)));
      case "await" -> await(step);
      case "settle" -> settle();
      case "restart" -> restart(step);
      default -> throw new IllegalArgumentException("no such verb");
    }
  }

  private void push(String image, String tag) {
    String digest = shared.registry.push(path(image), tag);
    digests.put(digest, "digest(%s:%s)".formatted(image, tag));
  }

  /** Another image under a tag that is there. */
  private void pushOther(String image, String tag) {
    String digest = shared.registry.pushDockerFormat(path(image), tag);
    digests.put(digest, "digest(%s:%s, again)".formatted(image, tag));
  }

  private String digest(String image, String tag) {
    String wanted = "digest(%s:%s)".formatted(image, tag);
    return digests.entrySet().stream()
        .filter(each -> each.getValue().equals(wanted))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private ServedRepository repository(String name) {
    return Objects.requireNonNull(repositories.get(name), "no step made this repository");
  }

  private void createRepository(String name) {
    ServedRepository repository = shared.git.create(path(name));
    repositories.put(name, repository);
    commit(name, "main", "git/" + name);
  }

  private void commit(String name, String branch, String folder) {
    Map<String, String> files = new TreeMap<>();
    scenario.files(folder).forEach((file, content) -> files.put(file, filled(content)));
    repository(name).commit(branch, files);
  }

  private void apply(String file, String namespace) {
    shared.plane.kubectlReading(
        filled(scenario.file(file)), "apply", "--namespace", namespace, "-f", "-");
  }

  private void refuse(String file) {
    try {
      apply(file, scenario.name());
    } catch (IllegalStateException refused) {
      String message = String.valueOf(refused.getMessage());
      refusals.put(file, message.substring(message.indexOf(": ") + 2).strip());
      return;
    }
    refusals.put(file, "accepted");
  }

  private void kubectl(List<String> words) {
    List<String> arguments = new ArrayList<>(List.of("--namespace", scenario.name()));
    words.forEach(word -> arguments.add(filled(word)));
    shared.plane.kubectl(arguments.toArray(String[]::new));
  }

  private void request(String kind, String name, String token) {
    Subject subject = subject(kind, name);
    shared.plane.kubectl(
        "--namespace",
        subject.namespace(),
        "annotate",
        "--overwrite",
        subject.kind().resource(),
        subject.name(),
        "reconcile.fluxcd.io/requestedAt=" + token);
  }

  private void patch(String kind, String name, String patch) {
    Subject subject = subject(kind, name);
    shared.plane.kubectl(
        "--namespace",
        subject.namespace(),
        "patch",
        subject.kind().resource(),
        subject.name(),
        "--type=merge",
        "--patch",
        filled(patch));
  }

  /** What a definition of older days would have let pass. */
  private void alter(Subject subject, String patch) {
    String key =
        "/registry/%s/%s/%s"
            .formatted(subject.kind().group(), subject.kind().plural(), subject.namespace());
    shared.plane.alter(key + "/" + subject.name(), stored -> Merge.of(patch, stored));
  }

  private void await(Step step) {
    Subject subject = subject(step.word(1), step.word(2));
    if (step.word(3).equals("changed")) {
      Awaitility.await(step.text())
          .atMost(PATIENCE)
          .until(() -> observations.hasSeenSinceTheStep(subject));
      return;
    }
    Awaitility.await(step.text())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .pollDelay(Duration.ZERO)
        .until(() -> isTrueAndSeen(condition(step), subject));
  }

  private boolean isTrueAndSeen(Condition condition, Subject subject) {
    JsonNode object = shared.get(subject);
    return condition.isTrueOf(object)
        && (object.isMissingNode()
            || observations.hasSeen(subject, object.at("/metadata/resourceVersion").asLong()));
  }

  /** A repository, a branch and a number of commits stand for the newest of so many commits. */
  private Condition condition(Step step) {
    List<String> more = step.after(3);
    if (more.size() < 2) {
      return new Condition(step.word(3), more);
    }
    ServedRepository repository = repository(more.get(0));
    String branch = more.get(1);
    if (!repository.branches().contains(branch)
        || !repository.git("rev-list", "--count", branch).strip().equals(more.get(2))) {
      return new Condition(step.word(3), List.of("(not there yet)"));
    }
    return new Condition(step.word(3), List.of(repository.head(branch)));
  }

  private void settle() {
    Awaitility.await("quiet").atMost(PATIENCE).until(() -> observations.isQuiet(QUIET));
  }

  private void restart(Step step) {
    if (step.words().size() > 1) {
      controllers.restartEmpty();
    } else {
      controllers.restart();
    }
  }

  private AnswerText collect() {
    Map<Kind, String> tables = tables();
    History history = new History(repositories);
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(shared.registry.host(), "REGISTRY");
    texts.put(shared.locked.host(), "LOCKED");
    texts.put(shared.git.url(), "GIT");
    texts.put(controllers.artifacts(), "ARTIFACTS");
    texts.putAll(fixtures.normalizer());
    Normalizer normalizer = new Normalizer(texts, history.names(), digests);
    Answer answer = new Answer(normalizer).observed(observations);
    refusals.forEach((file, message) -> answer.text("refused " + file, List.of(message)));
    if (!fixtures.counts().isEmpty()) {
      answer.text("requests to OWN", fixtures.counts());
    }
    tables.forEach((kind, table) -> answer.table("kubectl get " + kind.word(), table));
    history.branches().forEach((title, commits) -> answer.text(title, commits));
    return answer.answer();
  }

  /** As they are when nothing is under way; a retry that comes between is waited for. */
  private Map<Kind, String> tables() {
    Map<Kind, String> tables = new EnumMap<>(Kind.class);
    int before;
    do {
      settle();
      before = observations.changes();
      for (Kind kind : kindsSeen()) {
        String table =
            shared.plane.kubectl(
                "--namespace", scenario.name(), "get", kind.resource(), "-o", "wide");
        if (!table.isBlank()) {
          tables.put(kind, table);
        }
      }
    } while (before != observations.changes());
    return tables;
  }

  private Set<Kind> kindsSeen() {
    return observations.objects().keySet().stream()
        .map(Subject::kind)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
  }

  private void takeDown() {
    String kinds = String.join(",", Stream.of(Kind.values()).map(Kind::resource).toList());
    Set<String> namespaces = new TreeSet<>(Set.of(scenario.name()));
    observations.objects().keySet().forEach(subject -> namespaces.add(subject.namespace()));
    for (String namespace : namespaces) {
      shared.plane.kubectl("--namespace", namespace, "delete", kinds, "--all", "--wait=false");
    }
  }

  private Subject subject(String kind, String name) {
    return new Subject(
        Kind.named(kind).orElseThrow(), namespace(name), name.substring(name.indexOf('/') + 1));
  }

  private String namespace(String name) {
    return name.startsWith("other/") ? scenario.name() + "-other" : scenario.name();
  }

  private String path(String image) {
    return scenario.name() + "/" + image;
  }

  private String filled(String text) {
    return fixtures
        .filled(text)
        .replace("${NS}", scenario.name())
        .replace("${REGISTRY}", shared.registry.host() + "/" + scenario.name())
        .replace("${LOCKEDHOST}", shared.locked.host())
        .replace("${LOCKED}", shared.locked.host() + "/" + scenario.name())
        .replace("${GIT}", shared.git.url() + "/" + scenario.name());
  }
}
