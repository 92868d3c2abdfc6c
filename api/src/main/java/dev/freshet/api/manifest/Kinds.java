package dev.freshet.api.manifest;

import dev.freshet.api.field.Suggestions;
import dev.freshet.api.kind.ApiGroup;
import dev.freshet.api.kind.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kinds that somebody reads: those that are reconciled, those they refer to, and always Secrets
 * and Namespaces, which say how others are reached.
 */
public final class Kinds {
  private static final List<String> CORE_VERSIONS = List.of("v1");

  private final List<Kind<?, ?>> reconciled;
  private final Set<Kind<?, ?>> read = new LinkedHashSet<>();

  /** The groups of which every kind is known, by their names. */
  private final Map<String, ApiGroup> wholeGroups = new LinkedHashMap<>();

  /** Made when a text is first looked at: most commands read none, and expressions take long. */
  private volatile @Nullable KindSearch search;

  /** What an object is. */
  sealed interface Verdict {
    /** One of the reconciled kinds, in a version that is served. */
    record Reconciled(Kind<?, ?> kind) implements Verdict {}

    /** A Secret or a Namespace. */
    record Core() implements Verdict {}

    /** A list whose items are objects themselves. */
    record Items() implements Verdict {}

    /** None of our business. */
    record Ignored() implements Verdict {}

    /** Meant to be one of the kinds, and is not. */
    record Refused(String message) implements Verdict {}
  }

  public Kinds(List<? extends Kind<?, ?>> reconciled) {
    this.reconciled = List.copyOf(reconciled);
    reconciled.forEach(this::add);
  }

  private void add(Kind<?, ?> kind) {
    if (read.add(kind)) {
      if (kind.group().prefix().isPresent()) {
        wholeGroups.put(kind.group().name(), kind.group());
      }
      kind.references().forEach(reference -> add(reference.to()));
    }
  }

  /** Those that are worked on. */
  public List<Kind<?, ?>> reconciled() {
    return reconciled;
  }

  KindSearch search() {
    KindSearch known = search;
    if (known == null) {
      known =
          new KindSearch(read.stream().map(Kind::name).toList(), List.copyOf(wholeGroups.values()));
      search = known;
    }
    return known;
  }

  Verdict of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    Optional<Kind<?, ?>> named = named(kind);
    if (named.isPresent() && named.get().group().name().equals(group)) {
      return isServed(named.get().versions(), version)
          ? new Verdict.Reconciled(named.get())
          : unknownVersion(group + "/", version, named.get().versions());
    }
    if (group.isEmpty() && KindSearch.CORE.contains(kind)) {
      return isServed(CORE_VERSIONS, version)
          ? new Verdict.Core()
          : unknownVersion("", version, CORE_VERSIONS);
    }
    if (isList(kind) && (isOfKinds(group) || apiVersion.equals("v1"))) {
      return new Verdict.Items();
    }
    if (named.isEmpty() && wholeGroups.containsKey(group)) {
      return unknownKind(group, kind);
    }
    return named.isPresent() && (group.isEmpty() || isMeant(group))
        ? otherGroup(apiVersion, named.get())
        : new Verdict.Ignored();
  }

  private Optional<Kind<?, ?>> named(String name) {
    return read.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  private boolean isOfKinds(String group) {
    return read.stream().anyMatch(kind -> kind.group().name().equals(group));
  }

  private Verdict unknownKind(String group, String kind) {
    List<String> known =
        read.stream().filter(one -> one.group().name().equals(group)).map(Kind::name).toList();
    return new Verdict.Refused(
        "unknown kind \"%s\" in %s%s".formatted(kind, group, Suggestions.nearest(kind, known)));
  }

  private static boolean isServed(List<String> versions, String version) {
    return versions.contains(version);
  }

  private static Verdict unknownVersion(String prefix, String version, List<String> versions) {
    return new Verdict.Refused(
        "unknown version \"%s%s\", known are %s"
            .formatted(
                prefix,
                version,
                versions.stream().map(known -> prefix + known).collect(Collectors.joining(", "))));
  }

  private static Verdict otherGroup(String apiVersion, Kind<?, ?> kind) {
    String expected = kind.group().apiVersion(kind.versions().getFirst());
    return new Verdict.Refused(
        apiVersion.isEmpty()
            ? "apiVersion: Required value, such as " + expected
            : "unknown apiVersion \"%s\" for kind %s, expected such as %s"
                .formatted(apiVersion, kind.name(), expected));
  }

  /** Other projects have kinds of these names, in groups of their own. */
  private static boolean isMeant(String group) {
    return group.contains("flux") || group.contains("toolkit");
  }

  private static boolean isList(String kind) {
    return kind.endsWith("List");
  }
}
