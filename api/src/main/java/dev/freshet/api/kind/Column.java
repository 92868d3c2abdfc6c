package dev.freshet.api.kind;

import dev.freshet.api.Resource;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** One column of a listing, between the name of an object and whether it is ready. */
public record Column<R, S>(String header, BiFunction<R, S, Cell> cell) {

  /** What a column says of one object. */
  public sealed interface Cell {
    record Text(String text) implements Cell {}

    /** Shown in the reader's time zone; nothing where there is none. */
    record Time(Optional<Instant> at) implements Cell {}

    record Flag(boolean holds) implements Cell {}
  }

  /** Whether the object's author has asked to leave it alone. */
  public static <R extends Resource, S> Column<R, S> suspended() {
    return new Column<>("SUSPENDED", (object, _) -> new Cell.Flag(object.suspend()));
  }
}
