package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.semver.Constraint;
import dev.freshet.gocompat.value.GoValue;

/** Versions, and ranges they may lie in. */
final class Semvers {
  private static final int LONGEST_RANGE = 4096;

  private Semvers() {}

  static void define(FunctionTable table) {
    table.define("semver", "string", call -> GoVersion.parse(call.text(0)));
    table.define("semverCompare", "string string", Semvers::compare);
  }

  private static GoValue compare(Call call) {
    if (call.text(0).length() > LONGEST_RANGE) {
      throw new GoErrorException("improper constraint: too long");
    }
    try {
      return GoValue.of(Constraint.parse(call.text(0)).accepts(GoVersion.read(call.text(1))));
    } catch (GoSyntaxException refused) {
      throw new GoErrorException(String.valueOf(refused.getMessage()));
    }
  }
}
