package dev.freshet.gocompat.template;

import dev.freshet.gocompat.format.Quoted;

/** A piece of template text; {@code at} is the byte where it starts. */
record Token(Type type, int at, String text, int line) {

  enum Type {
    ERROR,
    EOF,
    TEXT,
    LEFT_DELIMITER,
    RIGHT_DELIMITER,
    SPACE,
    ASSIGN,
    DECLARE,
    PIPE,
    LEFT_PAREN,
    RIGHT_PAREN,
    CHAR,
    CHAR_CONSTANT,
    NUMBER,
    STRING,
    RAW_STRING,
    BOOL,
    IDENTIFIER,
    FIELD,
    VARIABLE,
    DOT,
    NIL,
    KEYWORD
  }

  boolean keyword(String word) {
    return type == Type.KEYWORD && text.equals(word);
  }

  /** As it stands in error messages. */
  @Override
  public String toString() {
    return switch (type) {
      case EOF -> "EOF";
      case ERROR -> text;
      case KEYWORD, NIL, DOT -> "<" + text + ">";
      default ->
          text.length() > 10 ? Quoted.quote(text.substring(0, 10)) + "..." : Quoted.quote(text);
    };
  }
}
