package dev.freshet.core.marker;

import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Sums up a file as a YAML parser reads it, all but the values that markers mark. An edit of marked
 * values leaves the sum as it was, and an edit that does more does not, so that a file need not be
 * read again to see what an edit has changed.
 */
final class Outline {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int SHIFT = 32;

  /** What stands for a tag or an anchor that is not there; none can be so. */
  private static final String NONE = "";

  private long sum;

  /** A value that a marker may stand for: how it is written may change with it. */
  void addMarked(ScalarEvent scalar) {
    add(scalar.getEventId().name());
    addAnchor(scalar);
    add(scalar.getTag().orElse(NONE));
  }

  void add(Event event) {
    add(event.getEventId().name());
    addAnchor(event);
    switch (event) {
      case ScalarEvent scalar -> {
        add(scalar.getValue());
        add(scalar.getScalarStyle().name());
        add(scalar.getTag().orElse(NONE));
      }
      case CollectionStartEvent start -> {
        add(start.getTag().orElse(NONE));
        add(start.getFlowStyle().name());
      }
      case AliasEvent alias -> add(alias.getAlias().getValue());
      default -> {
        // The ends of what has begun, and the marks of documents, say nothing more.
      }
    }
  }

  void add(String text) {
    add(text.length());
    add(text.hashCode());
  }

  long sum() {
    return sum;
  }

  private void addAnchor(Event event) {
    if (event instanceof NodeEvent node && !(node instanceof AliasEvent)) {
      add(node.getAnchor().map(Anchor::getValue).orElse(NONE));
    }
  }

  private void add(int number) {
    long mixed = (sum + number) * FACTOR;
    sum = mixed ^ (mixed >>> SHIFT);
  }
}
