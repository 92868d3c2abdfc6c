package dev.freshet.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Holds a file change against what it says it does, without any code of the editor: by lines as
 * text, and by values as composed nodes.
 */
final class IndependentCheck {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowDuplicateKeys(true).setAllowNonScalarKeys(true).build();

  private static final Pattern BLOCK_HEADER = Pattern.compile("[|>][-+0-9]*");

  private static final Pattern DOUBLE_QUOTED = Pattern.compile("\"([^\"\\\\]|\\\\.)*\"");

  /** Parsers differ on the last line break of a file that lacks one, so it does not count. */
  private record Edit(String oldValue, String newValue) {
    Edit {
      oldValue = oldValue.replaceFirst("\n+$", "");
    }
  }

  private IndependentCheck() {}

  static void holds(FileChange change) {
    String before = new String(change.before(), StandardCharsets.UTF_8);
    String after = new String(change.after(), StandardCharsets.UTF_8);
    assertThat(valueEdits(before, after))
        .as("values that differ in %s", change.path())
        .containsExactlyElementsOf(announced(change));
    List<String> oldLines = List.of(before.split("\n", -1));
    List<String> newLines = List.of(after.split("\n", -1));
    if (oldLines.size() == newLines.size()) {
      linesDifferInScalarsOnly(oldLines, newLines, announced(change));
    }
  }

  private static List<Edit> announced(FileChange change) {
    return change.changes().stream()
        .map(edit -> new Edit(edit.oldValue(), edit.newValue()))
        .toList();
  }

  private static void linesDifferInScalarsOnly(
      List<String> before, List<String> after, List<Edit> edits) {
    int changed = 0;
    for (int i = 0; i < before.size(); i++) {
      String old = before.get(i);
      String edited = after.get(i);
      if (!old.equals(edited)) {
        changed++;
        assertThat(canBecome(old, edited, edits))
            .as("only scalars differ between%n%s%n%s", old, edited)
            .isTrue();
      }
    }
    // A block scalar takes two lines, its header and its text.
    assertThat(changed).isLessThanOrEqualTo(2 * edits.size());
  }

  /** Whether one line is the other with values, in some quotes, replaced. */
  private static boolean canBecome(String old, String edited, List<Edit> edits) {
    if (old.equals(edited)) {
      return true;
    }
    for (int at = 0; at < old.length() && edited.startsWith(old.substring(0, at)); at++) {
      String oldRest = old.substring(at);
      String newRest = edited.substring(at);
      for (Edit edit : edits) {
        for (String from : oldForms(edit, oldRest)) {
          for (String to : newForms(edit)) {
            if (oldRest.startsWith(from)
                && newRest.startsWith(to)
                && canBecome(
                    oldRest.substring(from.length()), newRest.substring(to.length()), edits)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static List<String> oldForms(Edit edit, String rest) {
    List<String> forms = new ArrayList<>(forms(edit.oldValue()));
    edit.oldValue().lines().forEach(line -> forms.addAll(forms(line)));
    Matcher header = BLOCK_HEADER.matcher(rest);
    if (header.lookingAt()) {
      forms.add(header.group());
    }
    Matcher escaped = DOUBLE_QUOTED.matcher(rest);
    if (escaped.lookingAt()
        && new Load(SETTINGS).loadFromString(escaped.group()).equals(edit.oldValue())) {
      forms.add(escaped.group());
    }
    // A tag that the new value contradicts goes with the old one.
    List.of("!!int ", "!!binary ").forEach(tag -> forms.add(tag + edit.oldValue()));
    return forms;
  }

  private static List<String> newForms(Edit edit) {
    List<String> forms = new ArrayList<>(forms(edit.newValue()));
    forms.addAll(List.of("|-", ">-"));
    return forms;
  }

  private static List<String> forms(String value) {
    String doubled = value.replace("\\", "\\\\").replace("\"", "\\\"");
    return List.of("'" + value.replace("'", "''") + "'", "\"" + doubled + "\"", value);
  }

  /** The scalars that differ, in document order. */
  private static List<Edit> valueEdits(String before, String after) {
    String[] oldParts = parts(before);
    String[] newParts = parts(after);
    assertThat(newParts).hasSameSizeAs(oldParts);
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < oldParts.length; i++) {
      Optional<Node> old = root(oldParts[i]);
      Optional<Node> edited = root(newParts[i]);
      assertThat(edited.isPresent()).isEqualTo(old.isPresent());
      if (old.isPresent()) {
        collect(old.get(), edited.orElseThrow(), edits, newSet());
      } else {
        assertThat(newParts[i]).isEqualTo(oldParts[i]);
      }
    }
    return edits;
  }

  private static String[] parts(String text) {
    return text.replace("\r\n", "\n").split("(?<=\n)---[ \t]*(#[^\n]*)?\n", -1);
  }

  private static Set<Node> newSet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static Optional<Node> root(String part) {
    try {
      Iterator<Node> documents = new Compose(SETTINGS).composeAllFromString(part).iterator();
      return documents.hasNext() ? Optional.of(documents.next()) : Optional.empty();
    } catch (YamlEngineException _) {
      // An empty document with a directive behind it: nothing in it can have been edited.
      return Optional.empty();
    }
  }

  private static void collect(Node old, Node edited, List<Edit> edits, Set<Node> seen) {
    if (!seen.add(old)) {
      return;
    }
    assertThat(edited.getNodeType()).isEqualTo(old.getNodeType());
    switch (old) {
      case ScalarNode scalar -> {
        String value = ((ScalarNode) edited).getValue();
        if (!scalar.getValue().equals(value)) {
          edits.add(new Edit(scalar.getValue(), value));
        }
      }
      case SequenceNode sequence -> {
        List<Node> others = ((SequenceNode) edited).getValue();
        assertThat(others).hasSameSizeAs(sequence.getValue());
        for (int i = 0; i < others.size(); i++) {
          collect(sequence.getValue().get(i), others.get(i), edits, seen);
        }
      }
      case MappingNode mapping -> {
        var others = ((MappingNode) edited).getValue();
        assertThat(others).hasSameSizeAs(mapping.getValue());
        for (int i = 0; i < others.size(); i++) {
          var entry = mapping.getValue().get(i);
          collect(entry.getKeyNode(), others.get(i).getKeyNode(), edits, seen);
          collect(entry.getValueNode(), others.get(i).getValueNode(), edits, seen);
        }
      }
      default -> throw new AssertionError("unexpected node " + old);
    }
  }
}
