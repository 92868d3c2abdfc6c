package dev.freshet.api.manifest;

import dev.freshet.api.kind.ApiGroup;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.core.OutsideText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for the kinds in plain text. A folder of thousands of files holds a handful of them, and
 * parsing all the others would take longer than everything else; templates of other tools lie there
 * too and are no YAML at all.
 */
final class KindSearch {
  /** What says how others are reached. */
  static final List<String> CORE = List.of(Secret.KIND, Namespace.KIND);

  private static final String KIND = "kind";

  /** How far behind the key its value may begin: quotes, spaces, a tag or an anchor. */
  private static final int REACH = 48;

  /** How much of a line is looked at: expressions must not be given what has no bound. */
  private static final int LONGEST_LINE = 512;

  /** Words that only Helm knows: the template of a commit message has braces too. */
  private static final List<String> HELM_WORDS = List.of(".Release.", ".Chart.", ".Capabilities.");

  private static final Pattern CORE_KIND_LINE = kindLine(String.join("|", CORE));
  private static final Pattern LIST_LINE = kindLine("List");
  private static final Pattern NAME = metadataField("name");
  private static final Pattern NAMESPACE = metadataField("namespace");
  private static final Pattern PLAIN_KIND =
      Pattern.compile("^kind:[ \\t]+([A-Za-z]+)[ \\t]*(?:#.*)?$");
  private static final Pattern KIND_WORD =
      Pattern.compile("^[{ ]?[\"']?kind[\"']?[ \\t]*:[ \\t]*[\"']?([A-Z][A-Za-z]+)");

  private final List<String> names;
  private final List<String> wholeGroups;
  private final Pattern kindLine;
  private final Pattern itemLine;

  /**
   * @param reconciled the names of the kinds beside the core ones
   * @param groups those of which every kind is among them
   */
  KindSearch(List<String> reconciled, List<ApiGroup> groups) {
    names = Stream.concat(reconciled.stream(), CORE.stream()).toList();
    wholeGroups = groups.stream().map(group -> group.name() + "/").toList();
    kindLine = kindLine(alternatives(reconciled, groups));
    itemLine =
        Pattern.compile(
            "^[ \\t-]*[\"']?kind[\"']?[ \\t]*:[ \\t]*[\"']?(?:%s)\\b"
                .formatted(String.join("|", names)));
  }

  /** In a whole group a misspelt kind is meant too. */
  private static String alternatives(List<String> reconciled, List<ApiGroup> groups) {
    return Stream.concat(
            groups.stream()
                .flatMap(group -> group.prefix().stream())
                .map(prefix -> prefix + "[A-Z][A-Za-z]+"),
            reconciled.stream())
        .collect(Collectors.joining("|"));
  }

  /**
   * Whether the text may hold an object of the kinds; cheap, and wrongly false only for spellings
   * of a kind that nobody writes, such as escapes.
   */
  boolean mentions(String text) {
    for (String group : wholeGroups) {
      if (text.contains(group)) {
        return true;
      }
    }
    for (int at = text.indexOf(KIND); at >= 0; at = text.indexOf(KIND, at + 1)) {
      String behind = text.substring(at, Math.min(text.length(), at + KIND.length() + REACH));
      if (names.stream().anyMatch(behind::contains)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a document plainly holds an object of another kind, although it mentions one of ours: a
   * resource definition of Flux is a hundred kilobytes not worth parsing.
   */
  boolean isOther(String text) {
    return plainKind(text)
        .filter(kind -> !names.contains(kind) && !kind.endsWith("List"))
        .filter(_ -> !namesAWholeGroup(text))
        .isPresent();
  }

  /**
   * Whether a document that does not parse was meant to hold an object of the kinds, and is no
   * template of another tool. A Secret or Namespace is taken for a template as soon as <code>{{
   * </code> is anywhere in it, because charts are full of those.
   */
  boolean isMeantFor(String text) {
    if (isTemplate(text)) {
      return false;
    }
    if (namesAWholeGroup(text) || finds(text, kindLine)) {
      return true;
    }
    return !text.contains("{{")
        && (finds(text, CORE_KIND_LINE) || (finds(text, LIST_LINE) && finds(text, itemLine)));
  }

  /** Whether the text of a document that does not parse may hold a secret's values. */
  static boolean mentionsSecret(String text) {
    return text.contains("Secret");
  }

  /** What the object in a document that does not parse seems to be called, as far as it shows. */
  String objectIn(String text, String defaultNamespace) {
    String kind =
        linesWithAKind(text).flatMap(line -> find(line, KIND_WORD).stream()).findFirst().orElse("");
    Optional<String> name = inMetadata(text, NAME);
    if (name.isEmpty() || !names.contains(kind)) {
      return kind;
    }
    return kind.equals(Namespace.KIND)
        ? kind + " " + name.get()
        : kind + " " + inMetadata(text, NAMESPACE).orElse(defaultNamespace) + "/" + name.get();
  }

  private static Optional<String> plainKind(String text) {
    int at = text.startsWith("kind:") ? 0 : behindLineEnd(text, 0);
    while (at >= 0) {
      Optional<String> kind = find(lineAt(text, at), PLAIN_KIND);
      if (kind.isPresent()) {
        return kind;
      }
      at = behindLineEnd(text, at);
    }
    return Optional.empty();
  }

  /** Where the next line begins that begins with a kind; negative if none does. */
  private static int behindLineEnd(String text, int from) {
    int end = text.indexOf("\nkind:", from);
    return end < 0 ? -1 : end + 1;
  }

  private static String lineAt(String text, int start) {
    int end = start;
    while (end < text.length()
        && end - start < LONGEST_LINE
        && text.charAt(end) != '\n'
        && text.charAt(end) != '\r') {
      end++;
    }
    return text.substring(start, end);
  }

  private boolean namesAWholeGroup(String text) {
    return wholeGroups.stream().anyMatch(group -> isNamed(group, text));
  }

  private static boolean isNamed(String group, String text) {
    for (int at = text.indexOf(group); at >= 0; at = text.indexOf(group, at + 1)) {
      String before = text.substring(Math.max(0, at - REACH), at);
      if (before.substring(0, endWithout(before, "\"' \t\r\n:")).endsWith("apiVersion")
          && before.indexOf(':', before.lastIndexOf("apiVersion")) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static int endWithout(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /** Braces at the first column, where no text inside an object's field can stand, or Helm's. */
  private static boolean isTemplate(String text) {
    if (text.startsWith("{{") || text.contains("\n{{")) {
      return true;
    }
    boolean open = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '{' && text.startsWith("{{", at)) {
        open = true;
        if (includes(text, at + 2)) {
          return true;
        }
      } else if (c == '}' || c == '\n') {
        open = false;
      } else if (c == '.' && open && startsWithAny(text, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithAny(String text, int at) {
    return HELM_WORDS.stream().anyMatch(word -> text.startsWith(word, at));
  }

  private static boolean includes(String text, int from) {
    int at = text.startsWith("-", from) ? from + 1 : from;
    int end = Math.min(text.length(), at + REACH);
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
    return text.startsWith("include ", at);
  }

  private static Optional<String> find(String line, Pattern pattern) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> inMetadata(String text, Pattern field) {
    return text.lines()
        .dropWhile(line -> !line.startsWith("metadata"))
        .takeWhile(line ->
            line.isEmpty() || Character.isWhitespace(line.charAt(0)) || line.startsWith("metadata"))
        .flatMap(line -> find(OutsideText.atMost(line, LONGEST_LINE), field).stream())
        .findFirst();
  }

  private static Pattern metadataField(String key) {
    return Pattern.compile(
        "(?:^[ \\t]+|[{,] *)[\"']?%s[\"']?[ \\t]*:[ \\t]*[\"']?([a-z0-9][-a-z0-9.]*)"
            .formatted(key));
  }

  private static boolean finds(String text, Pattern line) {
    return linesWithAKind(text).anyMatch(one -> line.matcher(one).find());
  }

  private static Stream<String> linesWithAKind(String text) {
    return text.lines()
        .filter(line -> line.contains(KIND))
        .map(line -> OutsideText.atMost(line, LONGEST_LINE));
  }

  private static Pattern kindLine(String kinds) {
    return Pattern.compile(
        "^[{ ]?[\"']?kind[\"']?[ \\t]*:[ \\t]*[\"']?(?:%s)[\"']?[ \\t,}]*(?:#.*)?$"
            .formatted(kinds));
  }
}
