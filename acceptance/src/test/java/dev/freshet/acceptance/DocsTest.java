package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The documents name only what exists: files, folders, make targets, commands and flags. */
class DocsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern TREE_FOLDER = Pattern.compile("(?m)^([a-z.]+)/ ");
  private static final Pattern MAKE = Pattern.compile("(?m)(?:^|`)make ([a-z]+)");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>([^<]*)</groupId>\\s*<artifactId>([^<]*)</artifactId>");
  private static final Pattern COMMAND = Pattern.compile("(?m)(?:^(?:\\$ )?|`)freshet ([^`\\n]*)");

  @Test
  void linksLeadSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Path document : Checkout.documents()) {
      matches(LINK, document)
          .map(link -> link.group(1))
          .filter(target -> !target.contains("://"))
          .filter(target -> !Files.exists(document.resolveSibling(target)))
          .forEach(target -> broken.add(document + " → " + target));
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyDecisionAndPageCanBeReachedFromAnother() {
    List<Path> linked =
        Checkout.documents().stream()
            .flatMap(document ->
                matches(LINK, document)
                    .map(link -> document.resolveSibling(link.group(1)).normalize()))
            .toList();

    assertThat(Checkout.documents())
        .filteredOn(document -> document.startsWith(Checkout.root().resolve("docs")))
        .isSubsetOf(linked);
  }

  @Test
  void theTreeInTheReadmeIsTheTree() {
    List<String> folders =
        matches(TREE_FOLDER, Checkout.root().resolve("README.md")).map(m -> m.group(1)).toList();

    assertThat(folders)
        .containsAll(
            Checkout.modules().stream().map(module -> module.getFileName().toString()).toList())
        .allSatisfy(folder -> assertThat(Checkout.root().resolve(folder)).isDirectory());
  }

  @Test
  void makeTargetsExist() {
    String makefile = Checkout.read(Checkout.root().resolve("Makefile"));
    List<String> targets =
        Checkout.documents().stream()
            .flatMap(document -> matches(MAKE, document))
            .map(match -> match.group(1))
            .distinct()
            .toList();

    assertThat(targets)
        .isNotEmpty()
        .allSatisfy(
            target -> assertThat(makefile).containsPattern("(?m)^" + Pattern.quote(target) + ":"));
  }

  @Test
  void commandsAndFlagsExist() {
    List<String> unknown = new ArrayList<>();
    for (Path document : Checkout.documents()) {
      matches(COMMAND, document)
          .map(match -> match.group(1).replaceFirst("\\s#.*", ""))
          .flatMap(DocsTest::unknownWords)
          .forEach(word -> unknown.add(document + ": " + word));
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void everyDependencyIsExplained() {
    String explained = Checkout.read(Checkout.root().resolve("docs/dependencies.md"));
    List<String> dependencies =
        Checkout.modules().stream()
            .flatMap(module -> matches(DEPENDENCY, module.resolve("pom.xml")))
            .filter(match -> !match.group(1).equals("dev.freshet"))
            .map(match -> match.group(2))
            .distinct()
            .toList();

    assertThat(dependencies)
        .contains("picocli", "snakeyaml-engine")
        .allSatisfy(artifact -> assertThat(explained).contains("`" + artifact + "`"));
  }

  /** Walks down the commands as far as the words name them; what follows are values and flags. */
  private static Stream<String> unknownWords(String words) {
    CommandLine command = Main.commandLine();
    List<String> unknown = new ArrayList<>();
    for (String word : words.split("[\\s=]+", -1)) {
      String plain = word.replaceAll("[\\[\\],.;:]", "");
      if (command.getSubcommands().containsKey(plain)) {
        command = command.getSubcommands().get(plain);
      } else if (plain.startsWith("-") && plain.length() > 1) {
        if (command.getCommandSpec().findOption(plain) == null) {
          unknown.add(command.getCommandSpec().qualifiedName() + " " + plain);
        }
      } else if (!command.getSubcommands().isEmpty() && plain.matches("[a-z-]+")) {
        unknown.add(command.getCommandSpec().qualifiedName() + " " + plain);
      }
    }
    return unknown.stream();
  }

  private static Stream<java.util.regex.MatchResult> matches(Pattern pattern, Path document) {
    Matcher matcher = pattern.matcher(Checkout.read(document));
    return matcher.results().toList().stream();
  }
}
