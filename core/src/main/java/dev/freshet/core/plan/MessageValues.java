package dev.freshet.core.plan;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.marker.ObjectIdentifier;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.GoValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a message template sees of an automation and its plan. */
final class MessageValues {
  private MessageValues() {}

  /** The template's dot: the value that {@code {{.}}} stands for. */
  static GoValue of(NamespacedName automation, Map<String, String> values, Plan plan) {
    GoValue updated = updated(plan);
    GoValue changed = new GoValue.Struct(MessageTypes.RESULT, List.of(updated, fileChanges(plan)));
    return new GoValue.Struct(
        MessageTypes.TEMPLATE_DATA,
        List.of(MessageTypes.value(automation), updated, changed, GoValues.strings(values)));
  }

  private static GoValue of(ObjectIdentifier object) {
    GoValue type =
        new GoValue.Struct(
            MessageTypes.TYPE_META,
            List.of(GoValue.text(object.apiVersion()), GoValue.text(object.kind())));
    GoValue name =
        new GoValue.Struct(
            MessageTypes.NAME_META,
            List.of(GoValue.text(object.name()), GoValue.text(object.namespace())));
    GoValue resource = new GoValue.Struct(MessageTypes.RESOURCE_IDENTIFIER, List.of(type, name));
    return new GoValue.Struct(MessageTypes.OBJECT_IDENTIFIER, List.of(resource));
  }

  private static GoValue updated(Plan plan) {
    GoValue.Dict files = new GoValue.Dict(MessageTypes.FILE_RESULTS);
    for (FileChange file : plan.files()) {
      GoValue.Dict objects = new GoValue.Dict(MessageTypes.OBJECT_IMAGES);
      byObject(file, MessageValues::image)
          .forEach((object, images) ->
              objects
                  .entries()
                  .put(
                      of(object), items(MessageTypes.IMAGES, images.stream().distinct().toList())));
      files
          .entries()
          .put(
              GoValue.text(file.path()),
              new GoValue.Struct(MessageTypes.FILE_RESULT, List.of(objects)));
    }
    return new GoValue.Struct(MessageTypes.IMAGE_RESULT, List.of(files));
  }

  private static GoValue fileChanges(Plan plan) {
    GoValue.Dict files = new GoValue.Dict(MessageTypes.FILE_CHANGES);
    for (FileChange file : plan.files()) {
      GoValue.Dict objects = new GoValue.Dict(MessageTypes.OBJECT_CHANGES);
      byObject(file, MessageValues::change)
          .forEach((object, changes) ->
              objects.entries().put(of(object), items(MessageTypes.CHANGES, changes)));
      files.entries().put(GoValue.text(file.path()), objects);
    }
    return files;
  }

  private static Map<ObjectIdentifier, List<GoValue>> byObject(
      FileChange file, Function<Change, GoValue> part) {
    Map<ObjectIdentifier, List<GoValue>> byObject = new LinkedHashMap<>();
    for (Change change : file.changes()) {
      byObject.computeIfAbsent(change.object(), _ -> new ArrayList<>()).add(part.apply(change));
    }
    return byObject;
  }

  private static GoValue items(GoType type, List<GoValue> elements) {
    return new GoValue.Items(type, List.copyOf(elements));
  }

  private static GoValue image(Change change) {
    return new GoValue.Opaque(
        MessageTypes.IMAGE, new MessageTypes.Image(change.image(), change.policy()));
  }

  private static GoValue change(Change change) {
    return new GoValue.Struct(
        MessageTypes.CHANGE,
        List.of(
            GoValue.text(change.oldValue()),
            GoValue.text(change.newValue()),
            GoValue.text(change.setter())));
  }
}
