package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/freshet} as it is shipped: it starts wherever it lies, and with what it finds. */
class DistributionIT {
  private static final Path LAUNCHER = Path.of(System.getProperty("freshet.bin"));

  @TempDir private Path folder;

  @Test
  void startsThroughAChainOfSymbolicLinks() throws Exception {
    Path first = Files.createSymbolicLink(folder.resolve("first"), LAUNCHER);
    Files.createSymbolicLink(folder.resolve("second"), first.getFileName());

    Outcome outcome = run(Map.of(), folder.resolve("second").toString(), "--version");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("freshet version ");
  }

  @Test
  void takesItsClassesFromTheCache() throws Exception {
    Path log = folder.resolve("classes");

    runLoggingClasses(log, "get", "--help");

    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.contains(" picocli.") || line.contains(" dev.freshet."))
        .isNotEmpty()
        .allMatch(line -> line.contains("shared objects file"));
  }

  @Test
  void makesNoClassesToListObjects() throws Exception {
    String state = folder.resolve("state").toString();
    Path manifests = Files.createDirectory(folder.resolve("manifests"));
    for (String name : List.of("one", "other")) {
      Files.writeString(
          manifests.resolve(name + ".yaml"), Declared.imagePolicyBy(name, "alphabetical: {}"));
    }
    Path log = folder.resolve("classes");

    run(
        Map.of(),
        LAUNCHER.toString(),
        "run",
        "--once",
        "--from",
        manifests.toString(),
        "--state",
        state);
    Outcome listed = runLoggingClasses(log, "get", "images", "all", "--state", state);

    assertThat(listed.out()).as(listed.err()).contains("imagepolicy/one", "imagepolicy/other");
    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.contains("$$Lambda"))
        .allMatch(line -> line.contains("shared objects file"));
  }

  @Test
  void startsSilentlyWithoutACacheAndWithADamagedOne() throws Exception {
    copyDistribution();
    Path cache = folder.resolve("lib/commands.aot");

    Files.writeString(cache, "not a cache");
    Outcome damaged = run(Map.of(), folder.resolve("freshet").toString(), "--version");
    Files.delete(cache);
    Outcome without = run(Map.of(), folder.resolve("freshet").toString(), "--version");

    assertThat(List.of(damaged.err(), without.err())).containsOnly("");
    assertThat(List.of(damaged.code(), without.code())).containsOnly(0);
  }

  @Test
  void looksFurtherWhenJavaHomeIsAnotherJdk() throws Exception {
    Outcome outcome = run(Map.of("JAVA_HOME", folder.toString()), LAUNCHER.toString(), "--version");

    assertThat(outcome.code()).isZero();
  }

  @Test
  void keepsItsStateInTheHomeOfTheEnvironment() throws Exception {
    Path home = Files.createDirectory(folder.resolve("the home"));
    Path manifests = Files.createDirectory(folder.resolve("manifests"));

    Outcome outcome =
        run(
            Map.of("HOME", home.toString(), "XDG_STATE_HOME", ""),
            LAUNCHER.toString(),
            "run",
            "--once",
            "--from",
            manifests.toString());

    assertThat(home.resolve(".local/state/freshet")).as(outcome.err()).isDirectory();
  }

  @Test
  void printsItsSignsInAnyLocale() throws Exception {
    Outcome outcome = run(Map.of("LC_ALL", "C"), LAUNCHER.toString(), "--no-such-flag");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).isEqualTo("✗ unknown flag: --no-such-flag\n");
  }

  private void copyDistribution() throws IOException {
    Files.createDirectory(folder.resolve("lib"));
    Files.copy(LAUNCHER, folder.resolve("freshet"));
    try (Stream<Path> jars = Files.list(LAUNCHER.resolveSibling("lib"))) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, folder.resolve("lib").resolve(jar.getFileName()));
      }
    }
  }

  /**
   * @param log gets a line for each class, with where it came from
   */
  private static Outcome runLoggingClasses(Path log, String... arguments)
      throws IOException, InterruptedException {
    return run(
        Map.of("FRESHET_JAVA_OPTS", "-Xlog:class+load:file=" + log),
        Stream.concat(Stream.of(LAUNCHER.toString()), Stream.of(arguments)).toArray(String[]::new));
  }

  private static Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, err);
  }

  private record Outcome(int code, String out, String err) {}
}
