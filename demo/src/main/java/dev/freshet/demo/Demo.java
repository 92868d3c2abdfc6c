package dev.freshet.demo;

import dev.freshet.cli.Main;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.registry.InProcessRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The guide, step by step, on servers that live as long as this object. */
final class Demo implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration GLANCE = Duration.ofMillis(2);
  private static final String PASSWORD = "demo-token";
  private static final String NEW_TAG = "5.0.4";

  private final Scratch scratch;
  private final Narrator narrator;
  private final InProcessRegistry registry = InProcessRegistry.start();
  private final GitHttpServer git;
  private final ServedRepository remote;
  private final Path clone;

  Demo(Scratch scratch, Narrator narrator) throws IOException {
    this.scratch = scratch;
    this.narrator = narrator;
    this.git = GitHttpServer.start(scratch.create("server")).requireBasic("git", PASSWORD);
    this.remote = git.create("flux-image-updates");
    this.clone = scratch.resolve("flux-image-updates");
  }

  void show() throws IOException, InterruptedException {
    serveTheGuide();
    preview();
    try (FreshetProcess freshet = run()) {
      explain();
      pushTheNewTag(freshet);
      getImages();
    }
    narrator.space();
    narrator.say("That was the whole flow. Temporary files and processes are gone.");
  }

  private void serveTheGuide() throws IOException {
    narrator.step("A registry, a Git repository, and the manifests of Flux's image update guide");
    registry.push(GuideRepository.IMAGE, GuideRepository.TAGS);
    GuideRepository guide = new GuideRepository(registry.host(), remote.url());
    remote.commit("main", guide.files());
    remote.git("clone", "-q", remote.directory().toString(), clone.toString());
    Files.writeString(
        scratch.create("secrets").resolve("flux-system.yaml"), guide.credentials(PASSWORD));
    narrator.say("DEMO=%s".formatted(scratch.folder()));
    narrator.say("registry    http://%s".formatted(registry.host()));
    narrator.say("podinfo     " + String.join(" ", shortened(GuideRepository.TAGS)));
    narrator.say("repository  %s (git http-backend)".formatted(remote.url()));
    narrator.say("clone       $DEMO/flux-image-updates");
    narrator.space();
    run("git", "-C", clone.toString(), "grep", "-n", "image:", "--", "*-deployment.yaml");
  }

  private static List<String> shortened(List<String> tags) {
    return tags.stream()
        .map(tag -> tag.length() > 20 ? tag.substring(0, 10) + "….sig" : tag)
        .toList();
  }

  private void preview() {
    narrator.step(
        "Preview: scan and select for real, show the diff and the message, write nothing");
    freshet("preview", "--from", from(), "--secrets", secrets(), "--state", state());
  }

  private FreshetProcess run() throws IOException, InterruptedException {
    narrator.step("Run: the same, then commit and push, for as long as the process lives");
    String before = remote.head("main");
    List<String> arguments =
        List.of("run", "--from", from(), "--secrets", secrets(), "--state", state());
    narrator.command(abbreviated("freshet", arguments) + " &");
    FreshetProcess freshet = FreshetProcess.start(arguments);
    try {
      await("the first commit", freshet, () -> !remote.head("main").equals(before));
      await("the report of the push", freshet, () -> reports(freshet, 0, "pushed commit"));
      narrator.output(String.join("\n", freshet.linesFrom(0)));
      narrator.space();
      showLastCommit();
      return freshet;
    } catch (DemoException | InterruptedException failure) {
      freshet.close();
      throw failure;
    }
  }

  private void explain() {
    narrator.step("Explain: why this tag and no other");
    freshet("explain", "policy", "podinfo", "--state", state());
  }

  private void pushTheNewTag(FreshetProcess freshet) throws IOException, InterruptedException {
    narrator.step("A new release: podinfo %s is pushed to the registry".formatted(NEW_TAG));
    String before = remote.head("main");
    int printed = freshet.linesFrom(0).size();
    registry.push(GuideRepository.IMAGE, NEW_TAG);
    long start = System.nanoTime();
    freshet("reconcile", "image", "repository", "podinfo", "--state", state());
    await("the commit for " + NEW_TAG, freshet, () -> !remote.head("main").equals(before));
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    await("the report of the push", freshet, () -> reports(freshet, printed, "pushed commit"));
    narrator.space();
    narrator.say("and the running process printed:");
    narrator.output(String.join("\n", freshet.linesFrom(printed)));
    narrator.space();
    narrator.say(
        String.format(
            Locale.ROOT,
            "From the request to the commit on the remote: %.2f seconds.",
            taken.toMillis() / 1000.0));
    narrator.space();
    showLastCommit();
    if (!remote.file("main", GuideRepository.DEPLOYMENT).contains("podinfo:" + NEW_TAG + " #")) {
      throw new DemoException("the last commit does not deploy " + NEW_TAG);
    }
  }

  private void getImages() {
    narrator.step("Status, in flux's own columns");
    freshet("get", "images", "all", "--state", state());
  }

  private void showLastCommit() throws IOException {
    runQuietly("git", "-C", clone.toString(), "pull", "-q");
    run("git", "-C", clone.toString(), "log", "-1", "-p", "--format=%h %an: %s", "-U0");
  }

  private String from() {
    return clone.resolve(GuideRepository.CLUSTER).toString();
  }

  private String secrets() {
    return scratch.resolve("secrets").toString();
  }

  private String state() {
    return scratch.resolve("state").toString();
  }

  /**
   * Runs a Freshet command here, exactly as {@code bin/freshet} does, and prints what it prints.
   */
  private void freshet(String... arguments) {
    narrator.command(abbreviated("freshet", List.of(arguments)));
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed, true);
    CommandLine commandLine = Main.commandLine().setOut(writer).setErr(writer);
    int code = commandLine.execute(arguments);
    narrator.output(printed.toString());
    if (code != 0) {
      throw new DemoException("freshet %s ended with %d".formatted(arguments[0], code));
    }
  }

  private void run(String... command) throws IOException {
    narrator.command(abbreviated(command[0], List.of(command).subList(1, command.length)));
    narrator.output(runQuietly(command));
  }

  private static String runQuietly(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new DemoException(
            "%s ended with %d: %s".formatted(String.join(" ", command), code, printed));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted");
    }
    return printed;
  }

  private String abbreviated(String program, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(program));
    arguments.forEach(word -> words.add(word.replace(scratch.folder().toString(), "$DEMO")));
    return words.stream()
        .map(word -> word.contains(" ") || word.contains("*") ? "'" + word + "'" : word)
        .collect(Collectors.joining(" "));
  }

  private static boolean reports(FreshetProcess freshet, int from, String words) {
    return freshet.linesFrom(from).stream().anyMatch(line -> line.contains(words));
  }

  private static void await(String what, FreshetProcess freshet, BooleanSupplier happened)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      if (!freshet.isRunning() || System.nanoTime() > deadline) {
        throw new DemoException(
            "%s did not come; freshet run printed:%n%s"
                .formatted(what, String.join("\n", freshet.linesFrom(0))));
      }
      Thread.sleep(GLANCE);
    }
  }

  @Override
  public void close() {
    git.close();
    registry.close();
  }
}
