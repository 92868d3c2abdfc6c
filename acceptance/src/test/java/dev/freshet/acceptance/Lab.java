package dev.freshet.acceptance;

import dev.freshet.cli.Main;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.registry.InProcessRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a user has before Freshet starts: a registry, a Git server and a folder of manifests. Images
 * are {@code apps/NAME}, Git repositories {@code NAME}, and hold one marked Deployment.
 */
final class Lab implements AutoCloseable {
  final InProcessRegistry registry = InProcessRegistry.start();
  final GitHttpServer git;
  final Path from;
  final Path secrets;
  final Path state;

  Lab(Path folder) {
    this.from = create(folder.resolve("from"));
    this.secrets = create(folder.resolve("secrets"));
    this.state = folder.resolve("state");
    this.git = GitHttpServer.startIn(folder, "git");
  }

  /** An application from image to automation: 1.0.0 is deployed, 1.0.1 is in the registry. */
  ServedRepository app(String name) {
    registry.push("apps/" + name, "1.0.0", "1.0.1");
    ServedRepository repository = git.create(name, Map.of("app.yaml", deployment(name, "1.0.0")));
    manifest(name + "-image.yaml", Declared.imageRepository(name, image(name)));
    manifest(name + "-policy.yaml", Declared.imagePolicy(name, "1.x"));
    manifest(name + "-git.yaml", Declared.gitRepository(name, repository.url()));
    manifest(name + "-update.yaml", Declared.automation(name));
    return repository;
  }

  String image(String name) {
    return registry.image("apps/" + name);
  }

  String deployment(String name, String tag) {
    return Declared.deployment(image(name) + ":" + tag, name);
  }

  /** Writes a file into the folder that {@code --from} names. */
  void manifest(String file, String content) {
    write(from.resolve(file), content);
  }

  void secret(String file, String content) {
    write(secrets.resolve(file), content);
  }

  /** Replaces a part of a manifest that is there. */
  void edit(String file, String part, String by) {
    String before = read(from.resolve(file));
    if (!before.contains(part)) {
      throw new IllegalArgumentException(file + " does not hold: " + part);
    }
    manifest(file, before.replace(part, by));
  }

  Outcome runOnce(String... more) {
    return onManifests(List.of("run", "--once"), more);
  }

  Outcome preview(String... more) {
    return onManifests(List.of("preview"), more);
  }

  private Outcome onManifests(List<String> command, String... more) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--from", from.toString(), "--secrets", secrets.toString()));
    arguments.addAll(List.of(more));
    return freshet(arguments.toArray(String[]::new));
  }

  /** Runs a command on this lab's state folder, in this JVM. */
  Outcome freshet(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--state", state.toString()));
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString());
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Override
  public void close() {
    registry.close();
    git.close();
  }
}
