package dev.freshet.cli.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.cli.FreshetCommand;
import dev.freshet.cli.table.ObjectRow;
import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.core.NamespacedName;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Recorded terminal sessions of {@code flux get images}: over objects in the recorded states ours
 * prints the same bytes and exits alike.
 */
class FluxTerminalGoldenTest {
  private static final String RECORDING = "flux-terminal.txt";
  private static final Kinds KINDS =
      new Kinds(List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND));

  @ParameterizedTest
  @MethodSource("listings")
  void printsWhatFluxPrinted(Session session, Objects known) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine freshet = FreshetCommand.over(GetCommand.spec(KINDS, (_, _) -> known.snapshot()));
    freshet.setOut(new PrintWriter(out));
    freshet.setErr(new PrintWriter(err));

    int exit = freshet.execute(session.arguments());

    assertThat(out.toString()).isEqualTo(session.out());
    assertThat(err.toString()).isEqualTo(session.err());
    assertThat(exit).isEqualTo(session.exit());
  }

  /** Each listing with the objects it shows and those that earlier listings have shown. */
  static Stream<Object[]> listings() throws IOException {
    Map<String, ObjectRow> known = new LinkedHashMap<>();
    List<Object[]> listings = new ArrayList<>();
    for (Session session : Session.parse(recording())) {
      if (session.command().startsWith("flux get image")) {
        session.rows().forEach(row -> known.put(row.kind() + " " + row.key(), row));
        listings.add(
            new Object[] {session, new Objects(new StatusSnapshot(List.copyOf(known.values())))});
      }
    }
    return listings.stream();
  }

  private static String recording() throws IOException {
    String other = System.getProperty("golden.dir", "");
    if (!other.isEmpty()) {
      Path file = Path.of(other, RECORDING);
      Assumptions.assumeTrue(Files.exists(file), RECORDING + " is not in " + other);
      return Files.readString(file);
    }
    try (InputStream own =
        FluxTerminalGoldenTest.class.getResourceAsStream("/golden/" + RECORDING)) {
      return new String(own.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Keeps the display name of a case short. */
  record Objects(StatusSnapshot snapshot) {
    @Override
    public String toString() {
      return snapshot.objects().size() + " objects";
    }
  }

  /** One command of a recording and what came of it. */
  record Session(String command, String out, String err, int exit) {

    static List<Session> parse(String recording) {
      List<Session> sessions = new ArrayList<>();
      String command = "";
      StringBuilder out = new StringBuilder();
      StringBuilder err = new StringBuilder();
      for (String line : recording.lines().toList()) {
        if (line.startsWith("$ ")) {
          command = line.substring(2);
          out.setLength(0);
          err.setLength(0);
        } else if (line.startsWith("out| ")) {
          out.append(line.substring(5)).append('\n');
        } else if (line.startsWith("err| ")) {
          err.append(line.substring(5)).append('\n');
        } else if (line.startsWith("exit ")) {
          int exit = Integer.parseInt(line.substring(5));
          sessions.add(new Session(command, out.toString(), err.toString(), exit));
        }
      }
      return sessions;
    }

    String[] arguments() {
      return command.substring("flux ".length()).split(" ");
    }

    List<ObjectRow> rows() {
      List<ObjectRow> rows = new ArrayList<>();
      for (String line : out.lines().toList()) {
        if (line.endsWith("\t")) {
          rows.add(row(Stream.of(line.split("\t")).map(String::strip).toList()));
        }
      }
      return rows;
    }

    private ObjectRow row(List<String> cells) {
      int namespaces = command.contains("-A") || command.contains("--all-namespaces") ? 1 : 0;
      String namespace = namespaces == 1 ? cells.getFirst() : "flux-system";
      String name = cells.get(namespaces);
      Kind<?, ?> kind = kind(name);
      Condition ready =
          new Condition(
              Condition.READY,
              ConditionStatus.valueOf(cells.get(namespaces + 3).toUpperCase(java.util.Locale.ROOT)),
              "Succeeded",
              cells.get(namespaces + 4),
              Instant.EPOCH,
              1);
      return new ObjectRow(
          kind,
          new NamespacedName(namespace, name.substring(name.indexOf('/') + 1)),
          Map.of(),
          cells.subList(namespaces + 1, namespaces + 3),
          new Conditions(List.of(ready)));
    }

    /** A listing of all kinds writes the kind before the name, the others have it as a word. */
    private Kind<?, ?> kind(String name) {
      for (Kind<?, ?> kind : KINDS.reconciled()) {
        if (name.startsWith(kind.lowerCase() + "/")
            || command.matches(".* images? " + kind.listing().noun() + "\\b.*")) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind in " + command + " of " + name);
    }

    @Override
    public String toString() {
      return command;
    }
  }
}
