package dev.freshet.cli.terminal;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** What results look like: for people, or the same facts as JSON. */
public enum OutputFormat {
  TEXT,
  JSON;

  /** The flag that chooses, for a command and those below it. */
  public static OptionSpec option(String description) {
    return OptionSpec.builder("-o", "--output")
        .type(OutputFormat.class)
        .paramLabel("FORMAT")
        .scopeType(ScopeType.INHERIT)
        .defaultValue("text")
        .description(description)
        .build();
  }

  public static OptionSpec option() {
    return option("text or json");
  }
}
