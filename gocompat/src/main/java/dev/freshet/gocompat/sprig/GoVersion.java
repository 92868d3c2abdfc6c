package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.semver.Version;
import dev.freshet.gocompat.time.TimeDigits;
import dev.freshet.gocompat.value.GoMethod;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;

/**
 * Masterminds' versions as template values. What sprig makes is a pointer; what a version's methods
 * make of it is none, and lacks the methods that need one.
 */
final class GoVersion {
  private static final GoType.Named VALUE =
      new GoType.Named("semver.Version", new GoType.Opaque("struct"), methods());
  private static final GoType.Named POINTER =
      new GoType.Named("*semver.Version", new GoType.Opaque("ptr"), GoVersion::methodsOfPointers);

  private GoVersion() {}

  static GoValue parse(String text) {
    return new GoValue.Opaque(POINTER, read(text));
  }

  /** What Go's copy of a value holds: it passes over the fields of a version. */
  static GoValue copy(GoValue.Opaque value) {
    return value.inside() instanceof Version
        ? new GoValue.Opaque(value.type(), Version.ZERO)
        : value;
  }

  static Version read(String text) {
    try {
      return Version.parse(text);
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
        Map.entry("String", text(GoVersion::canonical)),
        Map.entry("Value", text(GoVersion::canonical)),
        Map.entry("MarshalJSON", text(version -> '"' + canonical(version) + '"')),
        Map.entry("IncMajor", GoMethod.of(receiver -> next(version(receiver), Part.MAJOR))),
        Map.entry("IncMinor", GoMethod.of(receiver -> next(version(receiver), Part.MINOR))),
        Map.entry("IncPatch", GoMethod.of(receiver -> next(version(receiver), Part.PATCH))),
        Map.entry("SetPrerelease", new GoMethod(one(GoType.Basic.STRING), GoVersion::prerelease)),
        Map.entry("SetMetadata", new GoMethod(one(GoType.Basic.STRING), GoVersion::metadata)));
  }

  private static Map<String, GoType.Method> methodsOfPointers(GoType self) {
    Map<String, GoType.Method> methods = new HashMap<>(VALUE.methods());
    methods.put("Original", text(Version::toString));
    methods.put("Compare", order(self, order -> GoValue.of((long) order)));
    methods.put("Equal", question(self, order -> order == 0));
    methods.put("LessThan", question(self, order -> order < 0));
    methods.put("GreaterThan", question(self, order -> order > 0));
    methods.put("LessThanEqual", question(self, order -> order <= 0));
    methods.put("GreaterThanEqual", question(self, order -> order >= 0));
    return methods;
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
    return changed(version, numbers, "", "");
  }

  private static GoValue prerelease(GoValue receiver, List<GoValue> arguments) {
    Version version = version(receiver);
    String given = ((GoValue.Text) arguments.getFirst()).bytes();
    requireIdentifiers(given, "invalid prerelease string", Zeros.REFUSED);
    return changed(version, numbers(version), given, version.metadata());
  }

  private static GoValue metadata(GoValue receiver, List<GoValue> arguments) {
    Version version = version(receiver);
    String given = ((GoValue.Text) arguments.getFirst()).bytes();
    requireIdentifiers(given, "invalid metadata string", Zeros.ALLOWED);
    return changed(version, numbers(version), version.prerelease(), given);
  }

  /** Whether a number may begin with a zero. */
  private enum Zeros {
    ALLOWED,
    REFUSED
  }

  private static void requireIdentifiers(String given, String problem, Zeros zeros) {
    int from = 0;
    while (!given.isEmpty() && from <= given.length()) {
      int dot = given.indexOf('.', from);
      String identifier = given.substring(from, dot < 0 ? given.length() : dot);
      boolean number = identifier.chars().allMatch(unit -> TimeDigits.digit((char) unit));
      if (identifier.isEmpty() || !identifier.chars().allMatch(GoVersion::identifies)) {
        throw new GoErrorException(problem);
      }
      if (zeros == Zeros.REFUSED
          && number
          && identifier.length() > 1
          && given.charAt(from) == '0') {
        throw new GoErrorException("version segment starts with 0");
      }
      from += identifier.length() + 1;
    }
  }

  private static boolean identifies(int unit) {
    return TimeDigits.digit((char) unit)
        || (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || unit == '-';
  }

  private static GoValue changed(
      Version version, String numbers, String prerelease, String metadata) {
    String prefix = version.toString().startsWith("v") ? "v" : "";
    return new GoValue.Opaque(VALUE, read(prefix + joined(numbers, prerelease, metadata)));
  }

  private static GoMethod question(GoType self, IntPredicate answer) {
    return order(self, order -> GoValue.of(answer.test(order)));
  }

  private static GoMethod order(GoType self, IntFunction<GoValue> answer) {
    return new GoMethod(
        one(self),
        (receiver, arguments) ->
            answer.apply(version(receiver).compareTo(version(arguments.getFirst()))));
  }

  private static GoType.Signature one(GoType type) {
    return new GoType.Signature(List.of(type), Optional.empty());
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
    throw Reflection.nilDereference();
  }

  private static String canonical(Version version) {
    return joined(numbers(version), version.prerelease(), version.metadata());
  }

  private static String joined(String numbers, String prerelease, String metadata) {
    return numbers
        + (prerelease.isEmpty() ? "" : "-" + prerelease)
        + (metadata.isEmpty() ? "" : "+" + metadata);
  }

  private static String numbers(Version version) {
    return numbers(version.major(), version.minor(), version.patch());
  }

  private static String numbers(long major, long minor, long patch) {
    return "%s.%s.%s"
        .formatted(
            Long.toUnsignedString(major),
            Long.toUnsignedString(minor),
            Long.toUnsignedString(patch));
  }
}
