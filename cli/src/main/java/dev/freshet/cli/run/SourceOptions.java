package dev.freshet.cli.run;

import dev.freshet.cli.terminal.AddressRuleConverter;
import dev.freshet.engine.address.AddressRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Where the manifests and the Secrets of a run come from. */
public final class SourceOptions {
  private final OptionSpec from =
      OptionSpec.builder("--from")
          .type(String.class)
          .required(true)
          .paramLabel("DIR|URL")
          .description("folder, or http(s) URL of a Git repository, that holds Flux's manifests")
          .build();

  private final OptionSpec branch =
      OptionSpec.builder("--branch")
          .type(String.class)
          .paramLabel("BRANCH")
          .description("branch to read when --from is a URL (default: the remote's default branch)")
          .build();

  private final OptionSpec path =
      OptionSpec.builder("--path")
          .type(String.class)
          .paramLabel("PATH")
          .description("read only what lies below this path of --from")
          .build();

  private final OptionSpec secrets =
      OptionSpec.builder("--secrets")
          .type(Path.class)
          .paramLabel("DIR")
          .description("folder with more manifests, for Secrets that are not in Git")
          .build();

  private final OptionSpec deniedAddresses =
      OptionSpec.builder(AddressRule.FLAG)
          .type(AddressRule.class)
          .converters(new AddressRuleConverter())
          .defaultValue(AddressRule.ON_TERMINAL)
          .paramLabel(AddressRuleConverter.LABEL)
          .description(
              "where requests may not go: link-local, loopback, private, ranges, none (default:"
                  + " link-local)")
          .build();

  List<OptionSpec> all() {
    return List.of(from, branch, path, secrets, deniedAddresses);
  }

  String from() {
    return from.getValue();
  }

  boolean isUrl() {
    return from().contains("://");
  }

  Optional<String> branch() {
    return Optional.ofNullable(branch.getValue());
  }

  /** Refuses flags that do not go together. */
  void requireValidFor(CommandLine command) {
    if (branch().isPresent() && !isUrl()) {
      throw new ParameterException(
          command, "--branch goes with a URL: a folder has what is checked out in it");
    }
  }

  String path() {
    return Optional.<String>ofNullable(path.getValue()).orElse("");
  }

  AddressRule addresses() {
    return deniedAddresses.getValue();
  }

  Optional<Path> secrets() {
    return Optional.ofNullable(secrets.getValue());
  }
}
