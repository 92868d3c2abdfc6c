package dev.freshet.gocompat.regexp;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** What searches a text for an expression; both find the leftmost match that Go finds. */
sealed interface Engine {

  boolean matches(String input);

  /** Start and end of each group, negative for one that took no part; empty without a match. */
  Optional<int[]> search(String input);

  /** The engine that can also search on from a place in the text. */
  Re2 re2();

  /** RE2/J, which takes every expression and every text. */
  record Re2(Pattern pattern) implements Engine {

    @Override
    public boolean matches(String input) {
      return pattern.matcher(input).find();
    }

    @Override
    public Optional<int[]> search(String input) {
      Matcher matcher = pattern.matcher(input);
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

  /** The fast search of simple expressions, which leaves texts beyond ASCII to the other engine. */
  record Simple(Program program, Re2 re2) implements Engine {

    @Override
    public boolean matches(String input) {
      return Search.canRead(input) ? new Search(program, input).find() : re2.matches(input);
    }

    @Override
    public Optional<int[]> search(String input) {
      if (!Search.canRead(input)) {
        return re2.search(input);
      }
      var search = new Search(program, input);
      return search.find() ? Optional.of(search.slots()) : Optional.empty();
    }
  }
}
