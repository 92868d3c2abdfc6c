package dev.freshet.cli.explain;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.Output;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.cli.terminal.StateOptions;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.explain.Explanation;
import dev.freshet.engine.explain.ExplanationText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code explain policy}: over what a run has scanned, or offline over a list of tags. */
final class ExplainPolicyCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  private static final Kinds KINDS = new Kinds(List.of(ImagePolicy.KIND));

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final StateOptions state = new StateOptions();

  private final PositionalParamSpec name =
      PositionalParamSpec.builder()
          .type(String.class)
          .index("0")
          .arity("0..1")
          .paramLabel("NAME")
          .description("the ImagePolicy")
          .build();

  private final OptionSpec manifests =
      OptionSpec.builder("-f", "--filename")
          .type(String.class)
          .paramLabel("FILE")
          .description("manifests with the ImagePolicy, and its ImageRepository for the exclusions")
          .build();

  private final OptionSpec tags =
      OptionSpec.builder("--tags")
          .type(String.class)
          .paramLabel("FILE")
          .description("tags to choose from, one a line or the JSON of tags/list; - is stdin")
          .build();

  private final OptionSpec output = OutputFormat.option();
  private final BiFunction<Path, NamespacedName, Explanation> explanations;

  private ExplainPolicyCommand(BiFunction<Path, NamespacedName, Explanation> explanations) {
    this.explanations = explanations;
  }

  static CommandSpec spec(BiFunction<Path, NamespacedName, Explanation> explanations) {
    var command = new ExplainPolicyCommand(explanations);
    command
        .spec
        .name("policy")
        .exitCodeOnInvalidInput(ExitCode.USAGE.code())
        .addOption(command.state.option())
        .addOption(command.manifests)
        .addOption(command.tags)
        .addOption(command.output)
        .addPositional(command.name)
        .usageMessage()
        .description("Say which tag an ImagePolicy selects, and why none of the others.");
    return command.spec;
  }

  @Override
  public Integer call() {
    Explanation explanation =
        Optional.<String>ofNullable(manifests.getValue())
            .map(this::offline)
            .orElseGet(this::fromState);
    switch (output.<OutputFormat>getValue()) {
      case TEXT -> Output.of(spec).print(ExplanationText.of(explanation));
      case JSON -> Output.of(spec).printPretty(explanation.toJson());
    }
    return ExitCode.DONE.code();
  }

  private Optional<String> name() {
    return Optional.ofNullable(name.getValue());
  }

  private Optional<String> tags() {
    return Optional.ofNullable(tags.getValue());
  }

  private Explanation fromState() {
    if (tags().isPresent()) {
      throw refused("--tags goes with -f: an ImagePolicy of the state folder has its own tags");
    }
    String policy =
        name().orElseThrow(() -> refused("ImagePolicy name is required, or a file with -f"));
    return explanations.apply(
        state.directory(), new NamespacedName(GlobalOptions.of(spec).namespace(), policy));
  }

  private Explanation offline(String file) {
    String list = tags().orElseThrow(() -> refused("required flag(s) \"tags\" not set"));
    if (file.equals(STDIN) && list.equals(STDIN)) {
      throw refused("only one of -f and --tags can be " + STDIN);
    }
    ManifestText text = new ManifestText(label(file), read(file));
    String namespace = GlobalOptions.of(spec).namespace();
    Manifests objects = Manifests.read(KINDS, List.of(text), namespace);
    OfflineInputs inputs =
        name()
            .map(policy ->
                OfflineInputs.find(objects, new NamespacedName(namespace, policy), label(file)))
            .orElseGet(() -> OfflineInputs.findOnly(objects, label(file)));
    return inputs.explain(TagLists.parse(read(list), label(list)));
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
