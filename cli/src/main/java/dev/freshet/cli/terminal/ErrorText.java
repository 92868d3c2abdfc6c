package dev.freshet.cli.terminal;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.work.Unforeseen;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words for a command that failed; a refused command line reads as it does with {@code flux}. */
public final class ErrorText {
  private ErrorText() {}

  /** One line; for a failure nobody foresaw, the stack trace too, so that it can be reported. */
  public static String of(Throwable failure) {
    return switch (failure) {
      case UnmatchedArgumentException unmatched -> ofUnmatched(unmatched);
      case MissingParameterException missing -> ofMissing(missing);
      case ParameterException refused -> ofOther(refused);
      case AutomationException expected -> String.valueOf(expected.getMessage());
      case InvalidInputException expected -> String.valueOf(expected.getMessage());
      default ->
          Unforeseen.isDefect(failure)
              ? withTrace(failure)
              : String.valueOf(Unforeseen.of(failure).getMessage());
    };
  }

  private static String withTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return "this is a defect of Freshet, please report it: " + trace;
  }

  private static String ofUnmatched(UnmatchedArgumentException unmatched) {
    String first = unmatched.getUnmatched().getFirst();
    CommandSpec command = unmatched.getCommandLine().getCommandSpec();
    if (first.startsWith("--")) {
      return "unknown flag: " + first.split("=", 2)[0];
    }
    if (first.startsWith("-") && first.length() > 1) {
      return "unknown shorthand flag: '%c' in %s".formatted(first.charAt(1), first);
    }
    if (!command.subcommands().isEmpty()) {
      return "unknown command \"%s\" for \"%s\"".formatted(first, command.qualifiedName());
    }
    return "unexpected argument \"%s\" for \"%s\"".formatted(first, command.qualifiedName());
  }

  private static String ofMissing(MissingParameterException missing) {
    ArgSpec first = missing.getMissing().getFirst();
    if (first instanceof OptionSpec option) {
      // An option that is there without its value, and a required one that is not there at all.
      return String.valueOf(missing.getMessage())
              .startsWith("Missing required parameter for option")
          ? "flag needs an argument: " + option.longestName()
          : "required flag(s) \"%s\" not set"
              .formatted(option.longestName().replaceFirst("^-+", ""));
    }
    return first.paramLabel().replaceAll("[<>]", "") + " is required";
  }

  private static String ofOther(ParameterException refused) {
    String message = String.valueOf(refused.getMessage());
    if (refused.getArgSpec() instanceof OptionSpec option && refused.getValue() != null) {
      // picocli's sentence ends with the reason; what stands before it repeats flag and value.
      String reason = message.substring(message.lastIndexOf(": ") + 1).strip();
      return "invalid argument \"%s\" for \"%s\" flag: %s"
          .formatted(refused.getValue(), option.longestName(), reason);
    }
    return message;
  }
}
