package dev.freshet.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.cli.FreshetCommand;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.AlphabeticalPolicy;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.core.policy.Order;
import dev.freshet.core.policy.SelectionRule;
import dev.freshet.engine.explain.Explanation;
import dev.freshet.engine.ledger.LedgerEntry;
import dev.freshet.engine.ledger.SeenTag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainPolicyTest {
  private static final String POLICY =
      """
      apiVersion: image.toolkit.fluxcd.io/v1beta1
      kind: ImagePolicy
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        imageRepositoryRef:
          name: podinfo
        policy:
          semver:
            range: 5.0.x
      """;
  private static final String REPOSITORY =
      """
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        image: ghcr.io/stefanprodan/podinfo
        interval: 1m
        exclusionList: ["^5.0.3$"]
      """;
  private static final String TAGS =
      "5.0.0\n5.0.3\r\n\n5.1.0\nlatest\nsha256-1.sig\nsha256-2.sig\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final InputStream stdin = System.in;

  @TempDir private Path folder;
  private Path policy = Path.of("");
  private Path tags = Path.of("");

  @BeforeEach
  void writeInputs() throws IOException {
    policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
    tags = Files.writeString(folder.resolve("tags.txt"), TAGS);
  }

  @AfterEach
  void giveStdinBack() {
    System.setIn(stdin);
  }

  @Test
  void tellsTheFunnelAndTheVerdictOfEveryTag() {
    int exit = execute("-f", policy.toString(), "--tags", tags.toString());

    assertThat(out.toString())
        .isEqualTo(
            """
            ImagePolicy flux-system/podinfo selects 5.0.3: it is the highest version in the range 5.0.x
            note: ImageRepository flux-system/podinfo is not given, so the default exclusion list applies

            listed               6
            excluded             2       4 left
            not a version        1       3 left
            out of range         1       2 left
            chosen               1 of 2: 5.0.3

            chosen (1)
              5.0.3  it is the highest version in the range 5.0.x

            outranked (1)
              5.0.0  5.0.0 is lower than 5.0.3

            out of range (1)
              5.1.0  5.1.0 is outside the range 5.0.x

            not a version (1)
              latest  latest is not a version: invalid semantic version

            excluded (2): the exclusion list has ^.*\\.sig$, which matches
              sha256-2.sig
              sha256-1.sig
            """);
    assertThat(exit).isZero();
  }

  @Test
  void takesTheExclusionsOfTheImageRepositoryBesideThePolicy() throws IOException {
    Files.writeString(policy, POLICY + REPOSITORY);

    execute("-f", policy.toString(), "--tags", tags.toString());

    assertThat(out.toString())
        .startsWith("ImagePolicy flux-system/podinfo selects 5.0.0: ")
        .contains("excluded (1)\n  5.0.3  the exclusion list has ^5.0.3$, which matches\n")
        .doesNotContain("note:");
  }

  @Test
  void readsTheAnswersOfARegistryFromStdin() {
    System.setIn(
        new ByteArrayInputStream(
            "{\"name\":\"a\",\"tags\":[\"5.0.1\"]}\n{\"name\":\"a\",\"tags\":[\"5.0.2\"]}"
                .getBytes(StandardCharsets.UTF_8)));

    execute("-f", policy.toString(), "--tags", "-");

    assertThat(out.toString()).contains("selects 5.0.2:").contains("5.0.1 is lower than 5.0.2");
  }

  @Test
  void printsTheSameFactsAsJson() throws IOException {
    execute("-f", policy.toString(), "--tags", tags.toString(), "-o", "json");

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/latest").asText()).isEqualTo("5.0.3");
    assertThat(json.at("/funnel/candidates").asInt()).isEqualTo(2);
    assertThat(json.at("/tags")).hasSize(6);
    assertThat(json.at("/tags/0/verdict").asText()).isEqualTo("excluded");
  }

  @Test
  void explainsAPolicyThatSelectsNothing() throws IOException {
    Files.writeString(tags, "latest\n");

    int exit = execute("-f", policy.toString(), "--tags", tags.toString());

    assertThat(out.toString())
        .startsWith("ImagePolicy flux-system/podinfo selects nothing: unable to determine")
        .doesNotContain("chosen");
    assertThat(exit).isZero();
  }

  @Test
  void keepsControlCharactersAwayFromTheTerminal() throws IOException {
    Files.writeString(tags, "{\"tags\":[\"\\u001b[2J\"]}");

    execute("-f", policy.toString(), "--tags", tags.toString());

    assertThat(out.toString()).contains("\uFFFD[2J").doesNotContain("\u001b");
  }

  @Test
  void namesThePoliciesWhenThereAreSeveral() throws IOException {
    Files.writeString(
        policy, POLICY + "---\n" + POLICY.replace("name: podinfo\n  n", "name: b\n  n"));

    int unnamed = execute("-f", policy.toString(), "--tags", tags.toString());
    int named = execute("b", "-f", policy.toString(), "--tags", tags.toString());

    assertThat(err.toString())
        .isEqualTo(
            "✗ %s: name one of its ImagePolicy objects: flux-system/podinfo, flux-system/b\n"
                .formatted(policy));
    assertThat(List.of(unnamed, named)).containsExactly(1, 0);
    assertThat(out.toString()).startsWith("ImagePolicy flux-system/b selects ");
  }

  @Test
  void namesFileAndLineOfAWrongManifest() throws IOException {
    Files.writeString(policy, POLICY.replace("range:", "rang:"));

    int exit = execute("-f", policy.toString(), "--tags", tags.toString());

    assertThat(err.toString().lines())
        .allMatch(line -> line.startsWith("✗ " + policy + ":"))
        .anyMatch(line -> line.contains(":11: ImagePolicy flux-system/podinfo: unknown field"));
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNotThere() {
    int noTags = execute("-f", policy.toString());
    int noName = execute();
    int noFile = execute("-f", "nope.yaml", "--tags", tags.toString());

    assertThat(err.toString().lines())
        .containsExactly(
            "✗ required flag(s) \"tags\" not set",
            "✗ ImagePolicy name is required, or a file with -f",
            "✗ nope.yaml: no such file");
    assertThat(List.of(noTags, noName, noFile)).containsExactly(2, 2, 1);
  }

  @Test
  void asksTheStateFolderForAPolicyByName() {
    execute("podinfo", "-n", "apps", "--state", folder.toString());

    assertThat(out.toString())
        .startsWith(
            """
            ImagePolicy apps/podinfo selects b: it is the last in byte order
            first seen: 2026-01-02T00:00:00Z
            """);
  }

  @Test
  void tellsOfEveryTagWhenItWasFirstSeen() throws IOException {
    execute("podinfo", "--state", folder.toString(), "-o", "json");

    assertThat(
            new ObjectMapper().readTree(out.toString()).at("/tags").findValuesAsText("firstSeen"))
        .containsExactly("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z");
  }

  private int execute(String... arguments) {
    var freshet = FreshetCommand.over(ExplainCommand.spec(this::fromState));
    freshet.setOut(new PrintWriter(out));
    freshet.setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 2];
    all[0] = "explain";
    all[1] = "policy";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return freshet.execute(all);
  }

  private Explanation fromState(Path state, NamespacedName policy) {
    assertThat(state).isEqualTo(folder);
    SelectionRule rule =
        new SelectionRule(Exclusions.DEFAULT, Optional.empty(), new AlphabeticalPolicy(Order.ASC));
    var scanned =
        new LedgerEntry(
            "localhost/podinfo",
            List.of(
                new SeenTag(new Tag("b"), Instant.parse("2026-01-02T00:00:00Z")),
                new SeenTag(new Tag("a"), Instant.parse("2026-01-01T00:00:00Z"))),
            Instant.parse("2026-01-03T00:00:00Z"));
    return Explanation.of(policy, rule.select(scanned.tags()), scanned);
  }
}
