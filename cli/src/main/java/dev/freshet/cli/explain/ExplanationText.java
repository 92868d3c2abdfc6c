package dev.freshet.cli.explain;

import dev.freshet.core.OutsideText;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.TagVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An explanation for people: a sentence, the funnel, then the tags by what became of them. */
final class ExplanationText {
  /** The steps that take tags away, in the order they are taken. */
  private static final List<String> TAKEN =
      List.of("excluded", "filtered", "collapsed", "not a version", "not a number", "out of range");

  /** What is left after them; what a reader asks for first stands first. */
  private static final List<String> LEFT = List.of("chosen", "undecided", "outranked");

  private static final int WIDEST_TAG = 40;

  private final Explanation explanation;
  private final Map<String, List<TagVerdict>> stages;
  private final StringBuilder text = new StringBuilder();

  private ExplanationText(Explanation explanation) {
    this.explanation = explanation;
    this.stages =
        explanation.selection().verdicts().stream()
            .collect(
                Collectors.groupingBy(
                    verdict -> verdict.verdict().stage(), LinkedHashMap::new, Collectors.toList()));
  }

  static String of(Explanation explanation) {
    ExplanationText text = new ExplanationText(explanation);
    text.answer();
    text.funnel();
    text.stages();
    return text.text.toString();
  }

  private void answer() {
    String policy = "ImagePolicy " + explanation.policy();
    String answer =
        explanation
            .selection()
            .latest()
            .map(latest -> "%s selects %s: %s".formatted(policy, latest, reasonOf(latest)))
            .orElseGet(() ->
                "%s selects nothing: %s"
                    .formatted(policy, explanation.selection().failure().orElse("")));
    line(answer);
    explanation.notes().forEach(note -> line("note: " + note));
  }

  private String reasonOf(Tag tag) {
    return stages.getOrDefault("chosen", List.of()).stream()
        .filter(verdict -> verdict.tag().equals(tag))
        .map(verdict -> verdict.verdict().reason())
        .findFirst()
        .orElse("");
  }

  private void funnel() {
    int left = explanation.selection().verdicts().size();
    line("");
    line("%-14s%8d".formatted("listed", left));
    for (String stage : TAKEN) {
      int taken = stages.getOrDefault(stage, List.of()).size();
      if (taken > 0) {
        left -= taken;
        line("%-14s%8d%8d left".formatted(stage, taken, left));
      }
    }
    explanation
        .selection()
        .latest()
        .ifPresent(
            latest -> line("%-14s%8d of %d: %s".formatted("chosen", 1, candidates(), latest)));
  }

  private int candidates() {
    return explanation.selection().funnel().candidates();
  }

  private void stages() {
    List<String> order = new ArrayList<>(LEFT);
    order.addAll(TAKEN.reversed());
    for (String stage : order) {
      List<TagVerdict> verdicts = stages.getOrDefault(stage, List.of());
      if (!verdicts.isEmpty()) {
        line("");
        stage(stage, verdicts);
      }
    }
  }

  /** A reason that all tags of a stage share is said once, above them. */
  private void stage(String stage, List<TagVerdict> verdicts) {
    List<String> reasons = verdicts.stream().map(verdict -> verdict.verdict().reason()).toList();
    String heading = "%s (%d)".formatted(stage, verdicts.size());
    if (verdicts.size() > 1 && Set.copyOf(reasons).size() == 1) {
      line(heading + ": " + reasons.getFirst());
      verdicts.forEach(verdict -> line("  " + verdict.tag()));
      return;
    }
    line(heading);
    int width =
        verdicts.stream().mapToInt(verdict -> verdict.tag().value().length()).max().orElse(0);
    String row = "  %-" + Math.min(width, WIDEST_TAG) + "s  %s";
    for (int at = 0; at < verdicts.size(); at++) {
      line(row.formatted(verdicts.get(at).tag(), reasons.get(at)));
    }
  }

  /** Tags and patterns come from outside: none makes two lines of one. */
  private void line(String line) {
    text.append(OutsideText.line(line)).append('\n');
  }
}
