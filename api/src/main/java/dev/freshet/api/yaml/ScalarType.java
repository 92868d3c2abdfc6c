package dev.freshet.api.yaml;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a scalar becomes on its way through Kubernetes' tools, which read YAML 1.1: {@code on} is a
 * boolean and {@code 1_000} a number there. {@link #text()} is the API server's word for it.
 */
public enum ScalarType {
  STRING("string"),
  BOOLEAN("boolean"),
  INTEGER("integer"),
  NUMBER("number"),
  NULL("null");

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Pattern INTEGERS =
      Pattern.compile(
          "[-+]?(?:0b_*[01][01_]*|0o_*[0-7][0-7_]*|0x_*[0-9a-fA-F][0-9a-fA-F_]*|[0-9][0-9_]*)");
  private static final Pattern NUMBERS =
      Pattern.compile(
          "[-+]?(?:\\.[0-9][0-9_]*|[0-9][0-9_]*(?:\\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

  /** Longer ones are numbers too, for programs that nobody needs to tell. */
  private static final int LONGEST_NUMBER = 1_000;

  private static final String YAML_TAG = "tag:yaml.org,2002:";

  private final String text;

  ScalarType(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** The type of an unquoted scalar without a tag. */
  static ScalarType ofPlain(String value) {
    if (NULLS.contains(value)) {
      return NULL;
    }
    if (TRUE.contains(value) || FALSE.contains(value)) {
      return BOOLEAN;
    }
    if (value.length() > LONGEST_NUMBER) {
      return STRING;
    }
    if (INTEGERS.matcher(value).matches()) {
      return INTEGER;
    }
    return NUMBERS.matcher(value).matches() ? NUMBER : STRING;
  }

  /** The type a tag asks for; an unknown tag makes a string. */
  static ScalarType ofTag(String tag) {
    return switch (tag.startsWith(YAML_TAG) ? tag.substring(YAML_TAG.length()) : tag) {
      case "bool" -> BOOLEAN;
      case "int" -> INTEGER;
      case "float" -> NUMBER;
      case "null" -> NULL;
      default -> STRING;
    };
  }

  public static boolean isTrue(String value) {
    return TRUE.contains(value);
  }
}
