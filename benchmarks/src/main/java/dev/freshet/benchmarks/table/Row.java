package dev.freshet.benchmarks.table;

import java.util.Locale;
import java.util.Optional;

/**
 * One line of the table.
 *
 * @param flux what Flux 2.9 took for the same work on a machine of the same size
 * @param plain what a plain tool took in this very run
 */
public record Row(
    String work,
    Figure measured,
    Optional<Figure> target,
    Optional<Figure> flux,
    Optional<Plain> plain) {

  /** A plain tool that does the least of the same work. */
  record Plain(String tool, Figure figure) {}

  public static final String HEADER =
      """
      | work | Freshet | target | of target | Flux 2.9 | of Flux | beside, in this run | of that |
      |---|---:|---:|---:|---:|---:|---|---:|\
      """;

  public static Row of(String work, Figure measured) {
    return new Row(work, measured, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Row withTarget(Figure most) {
    return new Row(work, measured, Optional.of(most), flux, plain);
  }

  public Row withFlux(Figure taken) {
    return new Row(work, measured, target, Optional.of(taken), plain);
  }

  public Row beside(String tool, Figure taken) {
    return new Row(work, measured, target, flux, Optional.of(new Plain(tool, taken)));
  }

  public boolean missesTarget() {
    return target.filter(most -> measured.amount() > most.amount()).isPresent();
  }

  /** The row as Markdown; a missed target is in bold. */
  public String markdown() {
    String ratio = ratio(target);
    return "| %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            work,
            measured,
            text(target),
            missesTarget() ? "**" + ratio + "**" : ratio,
            text(flux),
            ratio(flux),
            plain.map(tool -> tool.tool() + ": " + tool.figure()).orElse(""),
            ratio(plain.map(Plain::figure)));
  }

  private static String text(Optional<Figure> figure) {
    return figure.map(Figure::toString).orElse("");
  }

  private String ratio(Optional<Figure> other) {
    return other
        .map(figure -> {
          double ratio = measured.ratioTo(figure);
          return String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio);
        })
        .orElse("");
  }
}
