package dev.freshet.gocompat.regexp;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** What searches a text for an expression; both find the leftmost match that Go finds. */
sealed interface Engine {

  boolean matches(String input, Effort effort);

  /** Start and end of each group, negative for one that took no part; empty without a match. */
  Optional<int[]> search(String input, Effort effort);

  /** The engine that can also search on from a place in the text. */
  Re2 re2();

  /** Whether an expression has parts where case does not matter. */
  enum Case {
    MATTERS,
    FOLDED
  }

  /**
   * RE2/J, which takes every expression and every text.
   *
   * @param steps about how many its program has, each of which may look at each character
   */
  record Re2(Pattern pattern, long steps, Case cases) implements Engine {
    /** So many steps of its program take about as long as one of the simple search. */
    private static final int STEPS_AT_ONCE = 2;

    private static final int STEPS_PER_CHARACTER = 4;

    /** A text that costs effort where it is looked at. */
    private record Read(CharSequence text, long cost, Effort effort) implements CharSequence {
      @Override
      public int length() {
        return text.length();
      }

      @Override
      public char charAt(int index) {
        effort.take(cost);
        return text.charAt(index);
      }

      @Override
      public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
      }

      @Override
      public String toString() {
        return text.toString();
      }
    }

    Matcher matcher(CharSequence input) {
      return pattern.matcher(
          switch (cases) {
            case MATTERS -> input;
            case FOLDED -> new Folding.Folded(input);
          });
    }

    private Matcher matcher(String input, Effort effort) {
      return matcher(new Read(input, STEPS_PER_CHARACTER + steps / STEPS_AT_ONCE, effort));
    }

    @Override
    public boolean matches(String input, Effort effort) {
      return matcher(input, effort).find();
    }

    @Override
    public Optional<int[]> search(String input, Effort effort) {
      Matcher matcher = matcher(input, effort);
      return matcher.find() ? Optional.of(slots(matcher)) : Optional.empty();
    }

    @Override
    public Re2 re2() {
      return this;
    }

    static int[] slots(Matcher matcher) {
      var slots = new int[2 * (matcher.groupCount() + 1)];
      for (int group = 0; group <= matcher.groupCount(); group++) {
        slots[2 * group] = matcher.start(group);
        slots[2 * group + 1] = matcher.end(group);
      }
      return slots;
    }
  }

  /**
   * The fast search of simple expressions, which leaves what it cannot read to the other engine.
   */
  record Simple(Program program, Re2 re2) implements Engine {

    @Override
    public boolean matches(String input, Effort effort) {
      if (!input.endsWith(program.suffix())) {
        return false;
      }
      return Search.canRead(program, input)
          ? new Search(program, input, effort).find()
          : re2.matches(input, effort);
    }

    @Override
    public Optional<int[]> search(String input, Effort effort) {
      if (!input.endsWith(program.suffix())) {
        return Optional.empty();
      }
      if (!Search.canRead(program, input)) {
        return re2.search(input, effort);
      }
      var search = new Search(program, input, effort);
      return search.find() ? Optional.of(search.slots()) : Optional.empty();
    }
  }
}
