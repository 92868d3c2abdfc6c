package dev.freshet.cli.explain;

import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.cli.terminal.StateOptions;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code explain policy}: over what a run has scanned, or offline over a list of tags. */
@Command(
    name = "policy",
    description = "Say which tag an ImagePolicy selects, and why none of the others.",
    exitCodeOnInvalidInput = 2)
final class ExplainPolicyCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  @ParentCommand private @Nullable ExplainCommand explain;
  @Mixin private final StateOptions state = new StateOptions();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "the ImagePolicy")
  private @Nullable String name;

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "manifests with the ImagePolicy, and its ImageRepository for the exclusions")
  private @Nullable String manifests;

  @Option(
      names = "--tags",
      paramLabel = "FILE",
      description = "tags to choose from, one a line or the JSON of tags/list; - is stdin")
  private @Nullable String tags;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json")
  private OutputFormat output = OutputFormat.TEXT;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Explanation explanation = manifests == null ? fromState() : offline(manifests);
    switch (output) {
      case TEXT -> spec.commandLine().getOut().print(explanation.toText());
      case JSON -> spec.commandLine().getOut().println(explanation.toJson().toPrettyString());
    }
    spec.commandLine().getOut().flush();
    return ExitCode.DONE.code();
  }

  private Explanation fromState() {
    if (tags != null) {
      throw refused("--tags goes with -f: an ImagePolicy of the state folder has its own tags");
    }
    if (name == null) {
      throw refused("ImagePolicy name is required, or a file with -f");
    }
    return Objects.requireNonNull(explain, "picocli sets it before it runs a command")
        .explanation(
            state.directory(), new NamespacedName(GlobalOptions.of(spec).namespace(), name));
  }

  private Explanation offline(String manifests) {
    if (tags == null) {
      throw refused("required flag(s) \"tags\" not set");
    }
    if (manifests.equals(STDIN) && tags.equals(STDIN)) {
      throw refused("only one of -f and --tags can be " + STDIN);
    }
    ManifestText text = new ManifestText(label(manifests), read(manifests));
    String namespace = GlobalOptions.of(spec).namespace();
    Manifests objects = Manifests.read(List.of(text), namespace);
    OfflineInputs inputs =
        name == null
            ? OfflineInputs.findOnly(objects, label(manifests))
            : OfflineInputs.find(objects, new NamespacedName(namespace, name), label(manifests));
    return inputs.explain(TagLists.parse(read(tags), label(tags)));
  }

  private static String label(String file) {
    return file.equals(STDIN) ? "stdin" : file;
  }

  private static String read(String file) {
    try {
      return file.equals(STDIN)
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(file));
    } catch (NoSuchFileException refused) {
      throw new InvalidInputException("%s: no such file".formatted(file), refused);
    } catch (IOException refused) {
      throw new InvalidInputException("%s: cannot be read: %s".formatted(file, refused), refused);
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
