package dev.freshet.gocompat.template;

import dev.freshet.gocompat.value.GoValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The dot that the recorded templates saw, and limits with a clock that stands still. */
final class TemplateValues {
  private TemplateValues() {}

  static Map<String, Object> all() {
    Map<String, Object> values = new HashMap<>();
    values.put("S", "héllo wörld");
    values.put("N", 42);
    values.put("F", 1.5);
    values.put("B", true);
    values.put("L", Arrays.asList(1, "b", null, 2.5));
    Map<String, Object> map = new HashMap<>();
    map.put("a", 1);
    map.put("b", "x");
    map.put("n", null);
    values.put("M", map);
    values.put("SS", GoValue.strings(List.of("b", "a", "c")));
    values.put("I", -7L);
    values.put("Nil", null);
    values.put("D", Map.of("k", Map.of("j", "deep")));
    return values;
  }

  static TemplateLimits limits() {
    return TemplateLimits.standard(
        InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")), new SplittableRandom(1));
  }
}
