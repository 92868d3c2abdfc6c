package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.semver.Constraint;
import dev.freshet.gocompat.semver.Version;
import dev.freshet.gocompat.value.GoMethod;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Versions as values with methods, and ranges they may lie in. */
final class Semvers {
  private static final int LONGEST_RANGE = 4096;
  private static final Signature ONE_VALUE =
      new Signature(List.of(GoType.Basic.ANY), Optional.empty());
  private static final GoType.Named VERSION =
      new GoType.Named("*semver.Version", new GoType.Opaque("ptr"), methods());

  private Semvers() {}

  static void define(FunctionTable table) {
    table.define("semver", "string", call -> new GoValue.Opaque(VERSION, parse(call.text(0))));
    table.define("semverCompare", "string string", Semvers::compare);
  }

  private static Version parse(String text) {
    try {
      return Version.parse(text);
    } catch (GoSyntaxException refused) {
      throw new GoErrorException(String.valueOf(refused.getMessage()));
    }
  }

  private static GoValue compare(Call call) {
    if (call.text(0).length() > LONGEST_RANGE) {
      throw new GoErrorException("improper constraint: too long");
    }
    try {
      return GoValue.of(Constraint.parse(call.text(0)).accepts(parse(call.text(1))));
    } catch (GoSyntaxException refused) {
      throw new GoErrorException(String.valueOf(refused.getMessage()));
    }
  }

  private static Map<String, GoMethod> methods() {
    return Map.ofEntries(
        Map.entry("Major", number(Version::major)),
        Map.entry("Minor", number(Version::minor)),
        Map.entry("Patch", number(Version::patch)),
        Map.entry("Prerelease", text(Version::prerelease)),
        Map.entry("Metadata", text(Version::metadata)),
        Map.entry("Original", text(Version::toString)),
        Map.entry("String", text(Semvers::canonical)),
        Map.entry("MarshalJSON", text(version -> '"' + canonical(version) + '"')),
        Map.entry("IncMajor", GoMethod.of(receiver -> next(version(receiver), Part.MAJOR))),
        Map.entry("IncMinor", GoMethod.of(receiver -> next(version(receiver), Part.MINOR))),
        Map.entry("IncPatch", GoMethod.of(receiver -> next(version(receiver), Part.PATCH))),
        Map.entry("Compare", order((left, right) -> GoValue.of((long) left.compareTo(right)))),
        Map.entry("Equal", order((left, right) -> GoValue.of(left.compareTo(right) == 0))),
        Map.entry("LessThan", order((left, right) -> GoValue.of(left.compareTo(right) < 0))),
        Map.entry("GreaterThan", order((left, right) -> GoValue.of(left.compareTo(right) > 0))),
        Map.entry("LessThanEqual", order((left, right) -> GoValue.of(left.compareTo(right) <= 0))),
        Map.entry(
            "GreaterThanEqual", order((left, right) -> GoValue.of(left.compareTo(right) >= 0))));
  }

  private enum Part {
    MAJOR,
    MINOR,
    PATCH
  }

  /** The next version; a pre-release's next patch is its own release. */
  private static GoValue next(Version version, Part part) {
    long patch = version.patch() + (version.isPrerelease() ? 0 : 1);
    String numbers =
        switch (part) {
          case MAJOR -> numbers(version.major() + 1, 0, 0);
          case MINOR -> numbers(version.major(), version.minor() + 1, 0);
          case PATCH -> numbers(version.major(), version.minor(), patch);
        };
    String prefix = version.toString().startsWith("v") ? "v" : "";
    return new GoValue.Opaque(VERSION, parse(prefix + numbers));
  }

  private static GoMethod order(BiFunction<Version, Version, GoValue> comparison) {
    return new GoMethod(
        ONE_VALUE,
        (receiver, arguments) ->
            comparison.apply(version(receiver), version(arguments.getFirst())));
  }

  private static GoMethod number(ToLongFunction<Version> part) {
    return GoMethod.of(
        receiver -> new GoValue.Int(GoType.Basic.UINT64, part.applyAsLong(version(receiver))));
  }

  private static GoMethod text(Function<Version, String> part) {
    return GoMethod.of(receiver -> GoValue.bytes(part.apply(version(receiver))));
  }

  private static Version version(GoValue value) {
    if (value instanceof GoValue.Opaque opaque && opaque.inside() instanceof Version version) {
      return version;
    }
    throw new GoErrorException(
        "wrong type for value; expected *semver.Version; got " + value.type());
  }

  private static String canonical(Version version) {
    return numbers(version.major(), version.minor(), version.patch())
        + (version.prerelease().isEmpty() ? "" : "-" + version.prerelease())
        + (version.metadata().isEmpty() ? "" : "+" + version.metadata());
  }

  private static String numbers(long major, long minor, long patch) {
    return "%s.%s.%s"
        .formatted(
            Long.toUnsignedString(major),
            Long.toUnsignedString(minor),
            Long.toUnsignedString(patch));
  }
}
