package dev.freshet.engine.explain;

import dev.freshet.core.OutsideText;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.TagVerdict;
import dev.freshet.core.policy.Verdict.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An explanation for people: a sentence, the funnel, then the tags by what became of them. */
public final class ExplanationText {
  private static final int WIDEST_TAG = 40;

  private final Explanation explanation;
  private final Map<Stage, List<TagVerdict>> stages;
  private final StringBuilder text = new StringBuilder();

  private ExplanationText(Explanation explanation) {
    this.explanation = explanation;
    this.stages =
        explanation.selection().verdicts().stream()
            .collect(
                Collectors.groupingBy(
                    verdict -> verdict.verdict().stage(),
                    () -> new EnumMap<>(Stage.class),
                    Collectors.toList()));
  }

  public static String of(Explanation explanation) {
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
    explanation
        .selection()
        .latest()
        .flatMap(explanation::firstSeen)
        .ifPresent(time -> line("first seen: " + time));
    explanation.notes().forEach(note -> line("note: " + note));
  }

  private String reasonOf(Tag tag) {
    return tagsAt(Stage.CHOSEN).stream()
        .filter(verdict -> verdict.tag().equals(tag))
        .map(verdict -> verdict.verdict().reason())
        .findFirst()
        .orElse("");
  }

  private void funnel() {
    int left = explanation.selection().verdicts().size();
    line("");
    line("%-14s%8d".formatted("listed", left));
    for (Stage stage : Stage.values()) {
      int taken = tagsAt(stage).size();
      if (taken > 0 && !stage.isOfCandidates()) {
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

  /** What a reader asks for first stands first: where tags come last. */
  private void stages() {
    for (Stage stage : List.of(Stage.values()).reversed()) {
      List<TagVerdict> verdicts = tagsAt(stage);
      if (!verdicts.isEmpty()) {
        line("");
        stage(stage, verdicts);
      }
    }
  }

  private List<TagVerdict> tagsAt(Stage stage) {
    return stages.getOrDefault(stage, List.of());
  }

  /** A reason that all tags of a stage share is said once, above them. */
  private void stage(Stage stage, List<TagVerdict> verdicts) {
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
