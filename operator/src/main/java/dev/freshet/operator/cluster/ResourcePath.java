package dev.freshet.operator.cluster;

import dev.freshet.api.kind.ApiGroup;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where an API server has an object, or a collection of them. Names in it come from the fields of
 * other objects, in which anybody may have written anything.
 */
public record ResourcePath(List<String> segments) {
  /** What Kubernetes calls things by; nothing else has a place in a URL's path without escapes. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  public ResourcePath {
    segments = List.copyOf(segments);
  }

  public static ResourcePath of(String... segments) {
    return new ResourcePath(List.of(segments));
  }

  public ResourcePath below(String segment) {
    return new ResourcePath(Stream.concat(segments.stream(), Stream.of(segment)).toList());
  }

  /** Whether something can be there: every segment is a name. */
  boolean isPossible() {
    return segments.stream().allMatch(segment -> NAME.matcher(segment).matches());
  }

  @Override
  public String toString() {
    return "/" + String.join("/", segments);
  }

  /** Where the objects of a kind are, of all namespaces or of one. */
  static ResourcePath of(Kind<?, ?> kind, Optional<String> namespace) {
    String group = kind.group().name();
    String version = ApiGroup.STORED_VERSION;
    return namespace
        .map(one -> of("apis", group, version, "namespaces", one, kind.plural()))
        .orElseGet(() -> of("apis", group, version, kind.plural()));
  }

  static ResourcePath of(ObjectKey object) {
    return of(object.kind(), Optional.of(object.name().namespace())).below(object.name().name());
  }
}
