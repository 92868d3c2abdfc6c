package dev.freshet.core.marker;

/**
 * A comment, or several that belong together.
 *
 * @param start byte offset of its first number sign
 * @param text with its number signs, lines joined by line feeds; empty when there is no comment
 */
record CommentText(int start, String text) {
  static final CommentText NONE = new CommentText(-1, "");
}
