package dev.freshet.core.marker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Follows the events of one document: which scalars are values that setters reach, and which object
 * each belongs to. It is a stack, not a recursion, so that depth costs memory only.
 */
final class DocumentWalk {
  private final Chunk chunk;
  private final int chunkCount;
  private final Outline outline;
  private final Deque<Level> levels = new ArrayDeque<>();

  /** By their names: these have an order, which keeps a set of like hashes fast. */
  private final Set<String> anchors = new HashSet<>();

  private final List<Draft> drafts = new ArrayList<>();
  private final Set<Integer> used = new HashSet<>();
  private final ObjectFields root;
  private boolean begun;

  DocumentWalk(Chunk chunk, int chunkCount, Outline outline) {
    this.chunk = chunk;
    this.chunkCount = chunkCount;
    this.outline = outline;
    this.root = new ObjectFields(chunk.start());
  }

  /** A marker whose object is known only at the end of the document. */
  private record Draft(
      MarkedScalar token,
      ScalarEvent event,
      String setter,
      Optional<ObjectFields> item,
      Optional<NamingField> naming,
      Reading reading) {}

  /** What becomes of a marked scalar when Flux reads the file. */
  private enum Reading {
    KEPT,
    /** Flux writes the file's path into an object's annotations, which replaces a null there. */
    LOST_UNLESS_UNWRAPPED
  }

  /** An open collection: what it is to its object, and how far a mapping has come. */
  private static final class Level {
    final boolean mapping;
    final Part part;
    final boolean reached;
    final Optional<ObjectFields> item;
    final Set<String> keys = new HashSet<>();
    boolean atKey = true;
    boolean firstOfItsName;
    String key = "";

    /** Which field of the object's name the value behind the key is. */
    Optional<NamingField> naming() {
      if (!mapping) {
        return Optional.empty();
      }
      return switch (part) {
        case OBJECT -> ObjectFields.naming(key);
        case METADATA -> ObjectFields.namingInMetadata(key);
        case ITEMS, OTHER -> Optional.empty();
      };
    }

    /** Whether the value behind the key is an object's metadata, or the annotations in it. */
    boolean leadsToAnnotations() {
      return (part == Part.OBJECT && item.isEmpty() && key.equals("metadata"))
          || (part == Part.METADATA && item.isEmpty() && key.equals("annotations"));
    }

    Level(Event.ID id, Part part, boolean reached, Optional<ObjectFields> item) {
      this.mapping = id == Event.ID.MappingStart;
      this.part = part;
      this.reached = reached;
      this.item = item;
    }

    /** Setters take the first of equal keys and never a key. */
    boolean reachesChild() {
      return reached && (!mapping || (!atKey && firstOfItsName));
    }

    void passChild(String name) {
      if (!mapping) {
        return;
      }
      if (atKey) {
        key = name;
        firstOfItsName = keys.add(name);
      }
      atKey = !atKey;
    }
  }

  private enum Part {
    OBJECT,
    METADATA,
    ITEMS,
    OTHER
  }

  void take(Event event, Optional<MarkedScalar> token) {
    if (event instanceof NodeEvent node) {
      node.getAnchor()
          .filter(_ -> !(node instanceof AliasEvent))
          .ifPresent(anchor -> anchors.add(anchor.getValue()));
    }
    int known = drafts.size();
    follow(event, token);
    if (drafts.size() > known) {
      outline.addMarked((ScalarEvent) event);
    } else {
      outline.add(event);
    }
  }

  private void follow(Event event, Optional<MarkedScalar> token) {
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> open(event);
      case MappingEnd, SequenceEnd -> {
        levels.pop();
        passChild("");
      }
      case Alias -> takeAlias((AliasEvent) event);
      case Scalar -> takeScalar((ScalarEvent) event, token);
      default -> {
        // Stream and document marks hold nothing.
      }
    }
  }

  /** True behind the end of the root node. */
  boolean isDone() {
    return begun && levels.isEmpty();
  }

  int line(Event event) {
    return chunk.firstLine() + event.getStartMark().map(mark -> mark.getLine()).orElse(0) + 1;
  }

  private static int index(Event event) {
    return event.getStartMark().map(mark -> mark.getIndex()).orElse(0);
  }

  /** How many markers there were so far. */
  int found() {
    return drafts.size();
  }

  /** The markers of the document, in its order. */
  List<Marker> markers() {
    // Flux unwraps a list only when it is all the file holds; then nothing but items counts.
    boolean unwrapped = chunkCount == 1 && root.isList();
    List<Marker> markers = new ArrayList<>();
    for (Draft draft : drafts) {
      boolean lost = draft.reading() == Reading.LOST_UNLESS_UNWRAPPED && !unwrapped;
      if (!lost && (!unwrapped || draft.item().isPresent())) {
        markers.add(marker(draft, unwrapped ? draft.item().orElse(root) : root));
        used.add(draft.token().comment().start());
      } else {
        outline.add(draft.event());
      }
    }
    return markers;
  }

  /** Where the comments of those markers begin; known when the markers are. */
  Set<Integer> used() {
    return used;
  }

  private Marker marker(Draft draft, ObjectFields object) {
    MarkedScalar token = draft.token();
    ScalarEvent event = draft.event();
    return new Marker(
        token.start(),
        token.end(),
        chunk.firstLine() + token.line() + 1,
        value(token, event),
        ScalarStyle.of(event.getScalarStyle()),
        token.placement(),
        event.getTag(),
        draft.setter(),
        object.identifier(),
        object.start(),
        draft.item().isEmpty() || object != root ? draft.naming() : Optional.empty());
  }

  /** Without a line break at the end of the file there is none in the value, as in go-yaml. */
  private String value(MarkedScalar token, ScalarEvent event) {
    String value = event.getValue();
    boolean broken = event.isLiteral() || event.isFolded();
    return broken && token.end() == chunk.end() && value.endsWith("\n")
        ? value.substring(0, value.length() - 1)
        : value;
  }

  private void open(Event event) {
    Level parent = levels.peek();
    if (parent == null) {
      begun = true;
      if (event.getEventId() == Event.ID.SequenceStart) {
        throw notAnObject("a list", event);
      }
      levels.push(new Level(event.getEventId(), Part.OBJECT, true, Optional.empty()));
      return;
    }
    boolean reached = parent.reachesChild();
    Part part = reached ? partOf(parent, event) : Part.OTHER;
    Optional<ObjectFields> item =
        parent.part == Part.ITEMS && reached
            ? Optional.of(new ObjectFields(index(event)))
            : parent.item;
    levels.push(new Level(event.getEventId(), part, reached, item));
  }

  private Part partOf(Level parent, Event event) {
    boolean mapping = event.getEventId() == Event.ID.MappingStart;
    return switch (parent.part) {
      case ITEMS -> mapping ? Part.OBJECT : Part.OTHER;
      case METADATA -> {
        if (!mapping && parent.item.isEmpty() && parent.key.equals("annotations")) {
          throw new NotAManifest(line(event), "metadata.annotations is not a mapping");
        }
        yield Part.OTHER;
      }
      case OBJECT -> partOfObject(parent, event);
      case OTHER -> Part.OTHER;
    };
  }

  private Part partOfObject(Level parent, Event event) {
    boolean mapping = event.getEventId() == Event.ID.MappingStart;
    if (parent.key.equals("metadata")) {
      if (!mapping && parent.item.isEmpty()) {
        throw new NotAManifest(line(event), "metadata is not a mapping");
      }
      return mapping ? Part.METADATA : Part.OTHER;
    }
    boolean items = parent.item.isEmpty() && parent.key.equals("items") && !mapping;
    return items ? Part.ITEMS : Part.OTHER;
  }

  private void takeAlias(AliasEvent alias) {
    if (!anchors.contains(alias.getAlias().getValue())) {
      throw new NotAManifest(line(alias), "unknown anchor '" + alias.getAlias() + "'");
    }
    Level level = levels.peek();
    if (level == null) {
      throw new NotAManifest(line(alias), "unknown anchor '" + alias.getAlias() + "'");
    }
    String name = alias.getAlias().getValue();
    if (level.reachesChild() && level.mapping) {
      requireMetadataMapping(level, alias);
      // Flux reports an aliased kind or name by the anchor's name.
      noteField(level, name);
    }
    passChild(name);
  }

  private void takeScalar(ScalarEvent event, Optional<MarkedScalar> token) {
    Level level = levels.peek();
    if (level == null) {
      begun = true;
      if (!isNull(event)) {
        throw notAnObject("a single value", event);
      }
      return;
    }
    if (level.reachesChild()) {
      if (level.mapping && !isNull(event)) {
        requireMetadataMapping(level, event);
        noteField(level, event.getValue());
      }
      Optional<ObjectFields> item =
          level.part == Part.ITEMS ? Optional.of(new ObjectFields(index(event))) : level.item;
      // Flux keeps the type of a null, so an edited null still names nothing.
      Optional<NamingField> naming = isNull(event) ? Optional.empty() : level.naming();
      Reading reading =
          isNull(event) && level.leadsToAnnotations()
              ? Reading.LOST_UNLESS_UNWRAPPED
              : Reading.KEPT;
      token
          .flatMap(found -> MarkerComment.setter(found.comment().text()))
          .ifPresent(setter ->
              drafts.add(new Draft(token.orElseThrow(), event, setter, item, naming, reading)));
    }
    passChild(event.getValue());
  }

  private void requireMetadataMapping(Level level, Event event) {
    if (level.part == Part.OBJECT && level.item.isEmpty() && level.key.equals("metadata")) {
      throw new NotAManifest(line(event), "metadata is not a mapping");
    }
  }

  private void noteField(Level level, String value) {
    level.naming().ifPresent(field -> level.item.orElse(root).note(field, value));
  }

  private void passChild(String name) {
    Level parent = levels.peek();
    if (parent != null) {
      if (parent.part == Part.OBJECT && parent.item.isEmpty() && parent.atKey) {
        root.sawKey(name);
      }
      parent.passChild(name);
    }
  }

  private NotAManifest notAnObject(String what, Event event) {
    return new NotAManifest(line(event), "the document is " + what + ", not a mapping");
  }

  /** What go-yaml reads as null: it makes a document empty and a name absent. */
  private static boolean isNull(ScalarEvent event) {
    if (event.getTag().isPresent()) {
      return event.getTag().get().equals("tag:yaml.org,2002:null");
    }
    return event.isPlain()
        && switch (event.getValue()) {
          case "", "~", "null", "Null", "NULL" -> true;
          default -> false;
        };
  }
}
