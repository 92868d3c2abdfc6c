package dev.freshet.api.manifest;

import dev.freshet.api.secret.Namespace;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for the kinds in plain text. A folder of thousands of files holds a handful of them, and
 * parsing all the others would take longer than everything else; templates of other tools lie there
 * too and are no YAML at all.
 */
final class KindSearch {
  private static final String IMAGE_GROUP = Kinds.IMAGE_GROUP + "/";
  private static final String KIND = "kind";

  /** How far behind the key its value may begin: quotes, spaces, a tag or an anchor. */
  private static final int REACH = 48;

  private static final Pattern IMAGE_VERSION_LINE =
      Pattern.compile("apiVersion[\"']?\\s*:\\s*[\"']?" + Pattern.quote(IMAGE_GROUP));
  private static final Pattern FLUX_KIND_LINE = kindLine("Image[A-Z][A-Za-z]+|GitRepository");
  private static final Pattern CORE_KIND_LINE = kindLine("Secret|Namespace");
  private static final Pattern LIST_LINE = kindLine("List");
  private static final Pattern ITEM_LINE =
      Pattern.compile(
          "(?m)^[ \\t-]*[\"']?kind[\"']?[ \\t]*:["
              + " \\t]*[\"']?(?:GitRepository|Secret|Namespace)\\b");
  // Braces at the first column, where no text inside an object's field can stand, or words that
  // only Helm knows: the template of a commit message has braces too.
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "(?m)^\\{\\{|\\{\\{-? *include |\\{\\{[^}\\n]*\\.(?:Release|Chart|Capabilities)\\.");
  private static final Pattern NAME = metadataField("name");
  private static final Pattern NAMESPACE = metadataField("namespace");
  private static final Pattern PLAIN_KIND =
      Pattern.compile("(?m)^kind:[ \\t]+([A-Za-z]+)[ \\t]*(?:#.*)?\\r?$");
  private static final Pattern KIND_WORD =
      Pattern.compile("(?m)^[{ ]?[\"']?kind[\"']?[ \\t]*:[ \\t]*[\"']?([A-Z][A-Za-z]+)");

  private KindSearch() {}

  /**
   * Whether the text may hold an object of the kinds; cheap, and wrongly false only for spellings
   * of a kind that nobody writes, such as escapes.
   */
  static boolean mentions(String text) {
    if (text.contains(IMAGE_GROUP)) {
      return true;
    }
    for (int at = text.indexOf(KIND); at >= 0; at = text.indexOf(KIND, at + 1)) {
      String behind = text.substring(at, Math.min(text.length(), at + KIND.length() + REACH));
      if (Kinds.ALL.stream().anyMatch(behind::contains)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a document plainly holds an object of another kind, although it mentions one of ours: a
   * resource definition of Flux is a hundred kilobytes not worth parsing.
   */
  static boolean isOther(String text) {
    return find(text, PLAIN_KIND)
        .filter(kind -> !Kinds.ALL.contains(kind) && !kind.endsWith("List"))
        .filter(_ -> !finds(text, IMAGE_VERSION_LINE))
        .isPresent();
  }

  /**
   * Whether a document that does not parse was meant to hold an object of the kinds, and is no
   * template of another tool. A Secret or Namespace is taken for a template as soon as <code>{{
   * </code> is anywhere in it, because charts are full of those.
   */
  static boolean isMeantFor(String text) {
    if (finds(text, TEMPLATE)) {
      return false;
    }
    if (finds(text, IMAGE_VERSION_LINE) || finds(text, FLUX_KIND_LINE)) {
      return true;
    }
    return !text.contains("{{")
        && (finds(text, CORE_KIND_LINE) || (finds(text, LIST_LINE) && finds(text, ITEM_LINE)));
  }

  /** Whether the text of a document that does not parse may hold a secret's values. */
  static boolean mentionsSecret(String text) {
    return text.contains("Secret");
  }

  /** What the object in a document that does not parse seems to be called, as far as it shows. */
  static String objectIn(String text, String defaultNamespace) {
    String kind = find(text, KIND_WORD).orElse("");
    Optional<String> name = inMetadata(text, NAME);
    if (name.isEmpty() || !Kinds.ALL.contains(kind)) {
      return kind;
    }
    return kind.equals(Namespace.KIND)
        ? kind + " " + name.get()
        : kind + " " + inMetadata(text, NAMESPACE).orElse(defaultNamespace) + "/" + name.get();
  }

  private static Optional<String> find(String text, Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> inMetadata(String text, Pattern field) {
    return text.lines()
        .dropWhile(line -> !line.startsWith("metadata"))
        .takeWhile(line -> line.startsWith("metadata") || line.matches("\\s.*|"))
        .flatMap(line -> find(line, field).stream())
        .findFirst();
  }

  private static Pattern metadataField(String key) {
    return Pattern.compile(
        "(?:^[ \\t]+|[{,] *)[\"']?%s[\"']?[ \\t]*:[ \\t]*[\"']?([a-z0-9][-a-z0-9.]*)"
            .formatted(key));
  }

  private static boolean finds(String text, Pattern pattern) {
    return pattern.matcher(text).find();
  }

  private static Pattern kindLine(String kinds) {
    return Pattern.compile(
        "(?m)^[{ ]?[\"']?kind[\"']?[ \\t]*:[ \\t]*[\"']?(?:%s)[\"']?[ \\t,}]*(?:#.*)?\\r?$"
            .formatted(kinds));
  }
}
