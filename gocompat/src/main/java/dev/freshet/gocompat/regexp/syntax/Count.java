package dev.freshet.gocompat.regexp.syntax;

import java.util.Optional;

/** How often something is repeated; {@code max} may be {@link #UNBOUNDED}. */
public record Count(int min, int max) {
  static final int UNBOUNDED = Integer.MAX_VALUE;

  static final Count ANY_NUMBER = new Count(0, UNBOUNDED);
  static final Count AT_LEAST_ONE = new Count(1, UNBOUNDED);
  static final Count AT_MOST_ONE = new Count(0, 1);

  private static final int MOST = 1_000;
  private static final int NO_NUMBER = -1;

  public boolean isUnbounded() {
    return max == UNBOUNDED;
  }

  /** How often the repeated part is written out, where it may be more often without being so. */
  int copies() {
    return isUnbounded() ? min : max;
  }

  private boolean isValid() {
    return min <= MOST && (isUnbounded() || (max <= MOST && min <= max));
  }

  /** Reads {@code {2,5}}; where that is not what comes next, the scanner stays. */
  static Optional<Count> read(PatternScanner scanner) {
    int start = scanner.position();
    Optional<Count> read = inBraces(scanner);
    if (read.isEmpty()) {
      scanner.moveTo(start);
    } else if (!read.get().isValid()) {
      throw scanner.refusal(SyntaxProblem.INVALID_REPEAT_COUNT, start);
    }
    return read;
  }

  private static Optional<Count> inBraces(PatternScanner scanner) {
    scanner.next();
    int min = number(scanner);
    int max = min;
    if (min != NO_NUMBER && scanner.accept(",")) {
      max = scanner.startsWith("}") ? UNBOUNDED : number(scanner);
    }
    return min != NO_NUMBER && max != NO_NUMBER && scanner.accept("}")
        ? Optional.of(new Count(min, max))
        : Optional.empty();
  }

  /** A number without leading zeros; one that is too large stays so, but does not grow. */
  private static int number(PatternScanner scanner) {
    int start = scanner.position();
    int value = 0;
    while (!scanner.isAtEnd() && scanner.peek(0) >= '0' && scanner.peek(0) <= '9') {
      value = Math.min(MOST + 1, value * 10 + scanner.next() - '0');
    }
    int digits = scanner.position() - start;
    return digits == 0 || (digits > 1 && scanner.peek(-digits) == '0') ? NO_NUMBER : value;
  }
}
