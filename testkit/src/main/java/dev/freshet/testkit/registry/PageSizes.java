package dev.freshet.testkit.registry;

import java.util.Optional;

/** How a registry treats the page size a client asks for. */
sealed interface PageSizes {

  Answer forRequested(Optional<Integer> requested);

  int most();

  /** The size of a page when it is not refused. */
  default int usual(Optional<Integer> requested) {
    return Math.min(requested.orElse(most()), most());
  }

  sealed interface Answer {}

  record Size(int size) implements Answer {}

  record Refusal(int status) implements Answer {}

  record UpTo(int most) implements PageSizes {
    @Override
    public Answer forRequested(Optional<Integer> requested) {
      return new Size(usual(requested));
    }
  }

  record RefusedOver(int most, int status) implements PageSizes {
    @Override
    public Answer forRequested(Optional<Integer> requested) {
      return requested.filter(count -> count > most).isPresent()
          ? new Refusal(status)
          : new Size(usual(requested));
    }
  }
}
