package dev.freshet.engine.registry;

/** What can be a tag, by the distribution specification and by what registries list. */
final class TagSyntax {
  static final int LONGEST = 128;

  private TagSyntax() {}

  /** A tag whose manifest can be asked for. */
  static boolean isTag(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      boolean word = isLetterOrDigit(one) || one == '_';
      if (!word && one != '.' && one != '-') {
        return false;
      }
    }
    return true;
  }

  /**
   * What may stay in a list although no reference can hold it, as some registries list paths and
   * signatures; not what is longer than any tag, or would steer a terminal.
   */
  static boolean isListed(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one <= ' ' || (one > '~' && !Character.isLetterOrDigit(one))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
  }
}
