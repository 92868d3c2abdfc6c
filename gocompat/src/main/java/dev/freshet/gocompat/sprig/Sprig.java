package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.function.FunctionTable;

/** All hermetic functions of sprig 3. */
public final class Sprig {
  private Sprig() {}

  public static void define(FunctionTable table) {
    Strings.define(table);
    Words.define(table);
    Splitting.define(table);
    Lists.define(table);
    Dicts.define(table);
    Numbers.define(table);
    Reflection.define(table);
    Paths.define(table);
    Regexes.define(table);
    Json.define(table);
    Encoding.define(table);
    Hashes.define(table);
    Urls.define(table);
    Dates.define(table);
    Semvers.define(table);
    Refused.define(table);
  }
}
