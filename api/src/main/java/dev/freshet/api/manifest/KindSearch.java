package dev.freshet.api.manifest;

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
  // At the first column, where no text inside an object's field can stand.
  private static final Pattern TEMPLATE_LINE = Pattern.compile("(?m)^\\{\\{");

  private KindSearch() {}

  /** Whether the text may hold an object of the kinds; cheap, and never wrongly false. */
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
   * Whether a document that does not parse was meant to hold an object of the kinds. One with a
   * line that begins with <code>{{</code> is another tool's template; a Secret or Namespace is one
   * as soon as <code>{{</code> is anywhere in it, because charts are full of those.
   */
  static boolean isMeantFor(String text) {
    if (TEMPLATE_LINE.matcher(text).find()) {
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

  private static boolean finds(String text, Pattern pattern) {
    return pattern.matcher(text).find();
  }

  private static Pattern kindLine(String kinds) {
    return Pattern.compile(
        "(?m)^[{ ]?[\"']?kind[\"']?[ \\t]*:[ \\t]*[\"']?(?:%s)[\"']?[ \\t,}]*(?:#.*)?\\r?$"
            .formatted(kinds));
  }
}
