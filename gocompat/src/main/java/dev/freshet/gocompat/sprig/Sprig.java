package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.function.FunctionTable;

/** All hermetic functions of sprig 3. */
public final class Sprig {
  private Sprig() {}

  public static void define(FunctionTable table) {}
}
