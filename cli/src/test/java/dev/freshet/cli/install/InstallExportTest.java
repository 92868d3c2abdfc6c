package dev.freshet.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cli.FreshetCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class InstallExportTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsTheManifestsAndNothingElse() {
    int code = execute("install", "--export");

    assertThat(code).isZero();
    assertThat(err).hasToString("");
    assertThat(out.toString())
        .startsWith("---\n# freshet install --export, version ")
        .contains(
            "kind: \"Namespace\"", "kind: \"CustomResourceDefinition\"", "kind: \"Deployment\"")
        .contains("- \"--watch-all-namespaces=true\"");
  }

  @Test
  void printsThemForTheOptions() {
    execute(
        "install",
        "--export",
        "-n",
        "images",
        "--image=registry.example.com/freshet:1",
        "--image-pull-secret=regcred",
        "--watch-all-namespaces=false",
        "--log-level=debug",
        "--network-policy=false",
        "--cluster-domain=k8s.example.com",
        "--toleration-keys=a,b");

    assertThat(out.toString())
        .contains(
            "name: \"images\"",
            "image: \"registry.example.com/freshet:1\"",
            "name: \"regcred\"",
            "- \"--watch-all-namespaces=false\"",
            "- \"--log-level=debug\"",
            "svc.k8s.example.com.",
            "- key: \"a\"",
            "- key: \"b\"")
        .doesNotContain("kind: \"NetworkPolicy\"", "kind: \"ClusterRoleBinding\"");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --log-level=loud,       ✗ 'loud' is not a log level
          --image=two words,      ✗ 'two words' is not the name of an image
          --cluster-domain=a..b,  ✗ 'a..b' is not a domain
          --timeout=5,            '✗ invalid argument "5" for "--timeout" flag: '
          --components=x,         ✗ unknown flag: --components
          bare,                   '✗ unexpected argument "bare" for "freshet install"'
          """)
  void refusesWhatItCannotInstall(String argument, String message) {
    int code = execute("install", "--export", argument);

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).startsWith(message);
    assertThat(out).hasToString("");
  }

  private int execute(String... args) {
    CommandLine command = FreshetCommand.over(CommandSpec.forAnnotatedObject(new InstallCommand()));
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(args);
  }
}
