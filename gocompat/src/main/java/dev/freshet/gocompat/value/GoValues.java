package dev.freshet.gocompat.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Go values made of Java's. */
public final class GoValues {
  private GoValues() {}

  /** The Go value for a Java one; a {@link GoValue} stands for itself, an Integer is an int. */
  public static GoValue of(@Nullable Object value) {
    return switch (value) {
      case null -> GoValue.Nil.NIL;
      case GoValue already -> already;
      case String text -> GoValue.text(text);
      case Boolean bool -> GoValue.of(bool.booleanValue());
      case Integer number -> GoValue.of(number.longValue());
      case Long number -> GoValue.int64(number);
      case Double number -> GoValue.of(number.doubleValue());
      case List<?> list -> GoValue.list(list.stream().map(GoValues::of).toList());
      case Map<?, ?> map -> ofMap(map);
      default -> throw new IllegalArgumentException("no Go value for " + value.getClass());
    };
  }

  /** A {@code map[string]string}. */
  public static GoValue.Dict strings(Map<String, String> map) {
    GoValue.Dict dict = new GoValue.Dict(GoType.MapOf.STRING_TO_STRING);
    map.forEach((key, value) -> dict.entries().put(GoValue.text(key), GoValue.text(value)));
    return dict;
  }

  private static GoValue ofMap(Map<?, ?> map) {
    GoValue.Dict dict = GoValue.dict();
    map.forEach((key, value) -> dict.entries().put(of(key), of(value)));
    return dict;
  }
}
