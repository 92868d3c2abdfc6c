package dev.freshet.cli.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.cli.FreshetCommand;
import dev.freshet.cli.table.ObjectRow;
import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.core.NamespacedName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class GetImagesTest {
  private static final Kinds KINDS =
      new Kinds(List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND));

  private static final StatusSnapshot OBJECTS =
      new StatusSnapshot(
          List.of(
              policy("flux-system", "podinfo", ready(ConditionStatus.TRUE, "resolved")),
              policy("flux-system", "broken", ready(ConditionStatus.FALSE, "no tags")),
              policy("apps", "new", Conditions.NONE),
              new ObjectRow(
                  ImageRepository.KIND,
                  new NamespacedName("apps", "web"),
                  Map.of("team", "web"),
                  List.of("2026-11-22T15:12:29Z", "True"),
                  ready(ConditionStatus.TRUE, "scanned"))));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get images policy nope    | ImagePolicy object 'nope' not found in \"flux-system\""
            + " namespace",
        "get images policy nope -A | ImagePolicy object 'nope' not found in any namespace",
        "get images update         | no ImageUpdateAutomation objects found in \"flux-system\""
            + " namespace",
        "get images update -A      | no ImageUpdateAutomation objects found in any namespace",
        "get images policy -n none | no ImagePolicy objects found in \"none\" namespace",
        "get images policy -l app  | no ImagePolicy objects found in \"flux-system\" namespace",
        "get images policy --status-selector ready | expected status selector in type=status or"
            + " type!=status format, but found: ready",
        "get images nonsense       | unknown command \"nonsense\" for \"freshet get images\"",
        "get images policy --watchh| unknown flag: --watchh",
      })
  void failsInOneLineAsFluxDoes(String command, String error) {
    int exit = execute(command);

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("✗ " + error + "\n");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ready=false, broken",
    "Ready=TRUE, podinfo",
    "ready!=true, broken",
    "stalled!=true, broken podinfo",
  })
  void listsTheObjectsWithTheStatus(String selector, String names) {
    execute("get images policy --no-header --status-selector " + selector);

    assertThat(out.toString().lines().map(row -> row.substring(0, row.indexOf('\t')).strip()))
        .containsExactly(names.split(" "));
  }

  @Test
  void showsAnObjectNobodyHasLookedAtAsWaiting() {
    execute("get image policy -n apps");

    assertThat(out.toString()).contains("new \t     \t   \tFalse\twaiting to be reconciled\t\n");
  }

  @Test
  void takesTheNamespaceBeforeAndBehindTheCommand() {
    execute("-n apps get images repository --no-header");
    execute("get images repository --no-header --namespace=apps");

    assertThat(out.toString().lines()).hasSize(2).allMatch(row -> row.startsWith("web\t"));
  }

  @Test
  void goesOnWithOtherKindsWhenOneHasNoObjectOfTheName() {
    int exit = execute("get images all podinfo --no-header");

    assertThat(exit).isZero();
    assertThat(out.toString()).startsWith("imagepolicy/podinfo\t").endsWith("\n\n");
    assertThat(err.toString().lines())
        .containsExactly(
            "✗ ImageRepository object 'podinfo' not found in \"flux-system\" namespace",
            "✗ ImageUpdateAutomation object 'podinfo' not found in \"flux-system\" namespace");
  }

  @Test
  void printsTheSameFactsAsJson() {
    execute("get images all -A -l team=web -o json");

    assertThat(out.toString())
        .contains("\"kind\" : \"ImageRepository\"")
        .contains("\"lastScan\" : \"2026-11-22T15:12:29Z\"")
        .contains("\"suspended\" : true")
        .contains("\"conditions\" : [ {")
        .doesNotContain("podinfo");
  }

  private int execute(String command) {
    CommandLine freshet = FreshetCommand.over(GetCommand.spec(KINDS, (_, _) -> OBJECTS));
    freshet.setOut(new PrintWriter(out));
    freshet.setErr(new PrintWriter(err));
    return freshet.execute(command.split(" "));
  }

  private static ObjectRow policy(String namespace, String name, Conditions conditions) {
    return new ObjectRow(
        ImagePolicy.KIND,
        new NamespacedName(namespace, name),
        Map.of(),
        List.of("", ""),
        conditions);
  }

  private static Conditions ready(ConditionStatus status, String message) {
    return new Conditions(
        List.of(new Condition(Condition.READY, status, "Any", message, Instant.EPOCH, 1)));
  }
}
