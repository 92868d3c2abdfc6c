package dev.freshet.api.yaml;

import dev.freshet.core.Cutoff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree of one document from parser events. The engine's own composer would do but for
 * two things: it has no bound on nesting, and it leaves merge keys alone.
 */
public final class YamlComposition {
  /** Deeper than any object; a stack holds it with ease. */
  private static final int DEEPEST = 200;

  /** So much text weighs as much as a value. */
  private static final int VALUE_LENGTH = 100;

  private static final String MERGE = "<<";

  private final Iterator<Event> events;
  private final int firstLine;
  private final Allowance allowance;

  /** By their names: these have an order, which keeps a map of like hashes fast. */
  private final Map<String, Anchored> anchors = new HashMap<>();

  private int depth;
  private int values;

  /** What an alias repeats, and of how many values that consists. */
  private record Anchored(Yaml value, int size) {}

  private YamlComposition(Document document, Allowance allowance) {
    this.allowance = allowance;
    // A buffer for all of the text: refilling it costs the square of the longest token.
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(document.text().length() + 1)
            .build();
    events = new Parse(settings).parseString(document.text()).iterator();
    firstLine = document.firstLine();
  }

  public static YamlOutcome parse(Document document, Allowance allowance) {
    try {
      return new YamlOutcome.Parsed(new YamlComposition(document, allowance).document());
    } catch (ReaderException refused) {
      int above = linesBefore(document.text(), refused.getPosition());
      return unparsable(
          document, above, "character U+%04X is not allowed".formatted(refused.getCodePoint()));
    } catch (MarkedYamlEngineException refused) {
      int above = refused.getProblemMark().or(refused::getContextMark).map(Mark::getLine).orElse(0);
      return unparsable(document, above, refused.getProblem());
    } catch (YamlEngineException refused) {
      return unparsable(document, 0, Optional.ofNullable(refused.getMessage()).orElse("unknown"));
    } catch (IllegalArgumentException _) { // the engine lets impossible escapes through
      return unparsable(document, 0, "an escape means no character");
    }
  }

  // What is missing at the end is found on the line below it, where the next document begins.
  private static YamlOutcome unparsable(Document document, int linesAbove, String problem) {
    int lines = (int) document.text().lines().count();
    int above = Math.clamp(lines - 1L, 0, linesAbove);
    return new YamlOutcome.Unparsable(document.firstLine() + above, problem);
  }

  private Yaml document() {
    Yaml root = new Yaml.Scalar(firstLine, "", ScalarType.NULL);
    while (events.hasNext()) {
      if (events.next() instanceof NodeEvent node) {
        root = compose(node);
      }
    }
    return root;
  }

  private Yaml compose(Event event) {
    Cutoff.check();
    int before = values++;
    if (!allowance.takesValue()) {
      throw refused("holds more than " + Allowance.MOST_VALUES + " values", event);
    }
    Yaml value =
        switch (event) {
          case AliasEvent alias -> aliased(alias);
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent start -> sequence(start);
          case MappingStartEvent start -> mapping(start);
          default -> throw refused("expected a value", event);
        };
    if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
      var anchored = new Anchored(value, values - before);
      node.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), anchored));
    }
    return value;
  }

  private Yaml aliased(AliasEvent event) {
    Anchored target = anchors.get(event.getAlias().getValue());
    if (target == null) {
      throw refused("undefined alias " + event.getAlias(), event);
    }
    values += target.size();
    if (!allowance.takesRepeated(target.size())) {
      throw refused("aliases repeat more than " + Allowance.MOST_REPEATED + " values", event);
    }
    return target.value();
  }

  private Yaml.Scalar scalar(ScalarEvent event) {
    String text = event.getValue();
    values += text.length() / VALUE_LENGTH;
    ScalarType type =
        event
            .getTag()
            .map(ScalarType::ofTag)
            .orElseGet(() -> event.isPlain() ? ScalarType.ofPlain(text) : ScalarType.STRING);
    return new Yaml.Scalar(line(event), text, type);
  }

  private Yaml.Sequence sequence(SequenceStartEvent start) {
    descend(start);
    List<Yaml> items = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      items.add(compose(event));
    }
    depth--;
    return new Yaml.Sequence(line(start), items);
  }

  private Yaml.Mapping mapping(MappingStartEvent start) {
    descend(start);
    List<Yaml.Entry> entries = new ArrayList<>();
    List<Yaml.Entry> merged = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      if (!(compose(event) instanceof Yaml.Scalar(int line, String key, _))) {
        throw refused(
            "a key must be a single value; a text that begins with { needs quotes", event);
      }
      Yaml value = compose(events.next());
      if (isMerge(event)) {
        merged.addAll(mergeable(value, event));
      } else {
        entries.add(new Yaml.Entry(line, key, value));
      }
    }
    depth--;
    return new Yaml.Mapping(line(start), withMerged(entries, merged));
  }

  private static boolean isMerge(Event key) {
    return key instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getTag().isEmpty()
        && scalar.getValue().equals(MERGE);
  }

  private List<Yaml.Entry> mergeable(Yaml value, Event at) {
    return switch (value) {
      case Yaml.Mapping(_, var entries) -> entries;
      case Yaml.Sequence(_, var items) ->
          items.stream().flatMap(item -> mergeable(item, at).stream()).toList();
      case Yaml.Scalar _ -> throw refused("only a map can be merged", at);
    };
  }

  // Own keys come before merged ones, earlier merges before later ones.
  private static List<Yaml.Entry> withMerged(List<Yaml.Entry> own, List<Yaml.Entry> merged) {
    if (merged.isEmpty()) {
      return own;
    }
    Set<String> keys = new HashSet<>();
    own.forEach(entry -> keys.add(entry.key()));
    List<Yaml.Entry> all = new ArrayList<>(own);
    merged.stream().filter(entry -> keys.add(entry.key())).forEach(all::add);
    return all;
  }

  private void descend(Event event) {
    if (++depth > DEEPEST) {
      throw refused("nested deeper than " + DEEPEST + " levels", event);
    }
  }

  private int line(Event event) {
    return event.getStartMark().map(mark -> firstLine + mark.getLine()).orElse(firstLine);
  }

  private static ComposerException refused(String problem, Event event) {
    return new ComposerException(problem, event.getStartMark());
  }

  private static int linesBefore(String text, int codePoints) {
    return (int) text.codePoints().limit(codePoints).filter(c -> c == '\n').count();
  }
}
