package dev.freshet.operator.server;

import dev.freshet.api.kind.ApiGroup;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import java.util.List;
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

  /** Where the objects of a kind are, of all namespaces. */
  public static ResourcePath of(Kind<?, ?> kind) {
    return of("apis", kind.group().name(), ApiGroup.STORED_VERSION, kind.plural());
  }

  /** Where the objects of a kind are in one namespace. */
  public static ResourcePath of(Kind<?, ?> kind, String namespace) {
    String group = kind.group().name();
    return of("apis", group, ApiGroup.STORED_VERSION, "namespaces", namespace, kind.plural());
  }

  public static ResourcePath of(ObjectKey object) {
    return of(object.kind(), object.name().namespace()).below(object.name().name());
  }
}
