package dev.freshet.core.policy;

import dev.freshet.core.image.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Selection rules as a reader would write them down, for the tests of this package. */
final class Rules {
  static final String BUILD_PATTERN = "^main-[a-f0-9]+-(?P<ts>[0-9]+)$";

  private Rules() {}

  static SelectionRule semver(String range) {
    return of(SemVerPolicy.parse(range));
  }

  static SelectionRule alphabetical(Order order) {
    return of(new AlphabeticalPolicy(order));
  }

  static SelectionRule numerical(Order order) {
    return of(new NumericalPolicy(order));
  }

  /** The largest timestamp of tags such as {@code main-f160b8d-1611450553}. */
  static SelectionRule newestBuild() {
    return filtered(BUILD_PATTERN, "$ts", new NumericalPolicy(Order.ASC));
  }

  static SelectionRule filtered(String pattern, String extract, Policy policy) {
    return new SelectionRule(
        Exclusions.DEFAULT, Optional.of(TagFilter.parse(pattern, extract)), policy);
  }

  private static SelectionRule of(Policy policy) {
    return new SelectionRule(Exclusions.DEFAULT, Optional.empty(), policy);
  }

  static List<Tag> tags(String... values) {
    return Stream.of(values).map(Tag::new).toList();
  }

  static String latest(Selection selection) {
    return selection.latest().orElseThrow().value();
  }

  static Map<String, String> reasons(Selection selection) {
    return selection.verdicts().stream()
        .collect(
            Collectors.toMap(
                verdict -> verdict.tag().value(), verdict -> verdict.verdict().reason()));
  }

  static List<String> stages(Selection selection) {
    return selection.verdicts().stream()
        .map(verdict -> verdict.tag() + " " + verdict.verdict().stage())
        .toList();
  }
}
