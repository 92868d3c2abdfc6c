package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cli.terminal.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsItsVersion() {
    int code = execute("--version");

    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("freshet version ");
  }

  @Test
  void printsHelpOnStdoutWhenNoCommandIsGiven() {
    int code = execute();

    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("Usage: freshet");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--no-such-flag         | unknown flag: --no-such-flag",
        "--no-such-flag=x       | unknown flag: --no-such-flag",
        "-x                     | unknown shorthand flag: 'x' in -x",
        "--namespace            | flag needs an argument: --namespace",
        "-n Not_A_Label         | namespace must be a valid DNS label: \"Not_A_Label\"",
      })
  void refusesAWrongCommandLineInOneLineWithoutTheUsage(String arguments, String error) {
    int code = execute(arguments.split(" "));

    assertThat(code).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).isEqualTo("✗ " + error + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
