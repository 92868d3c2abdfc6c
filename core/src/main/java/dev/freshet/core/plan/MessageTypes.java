package dev.freshet.core.plan;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.gocompat.value.GoMethod;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoType.Basic;
import dev.freshet.gocompat.value.GoType.Field;
import dev.freshet.gocompat.value.GoType.ListOf;
import dev.freshet.gocompat.value.GoType.MapOf;
import dev.freshet.gocompat.value.GoType.Named;
import dev.freshet.gocompat.value.GoType.Standing;
import dev.freshet.gocompat.value.GoType.StructOf;
import dev.freshet.gocompat.value.GoValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The types of the values a message template sees. Their names, fields, methods and nesting are
 * those of Flux's Go types, because templates print them.
 */
final class MessageTypes {
  static final Named NAMESPACED_NAME =
      new Named(
          "types.NamespacedName",
          new StructOf(List.of(field("Namespace", Basic.STRING), field("Name", Basic.STRING))),
          Map.of(
              "String", GoMethod.of(MessageTypes::slashed),
              "MarshalLog", GoMethod.of(MessageTypes::logged)));

  /** What a {@link #NAMESPACED_NAME} gives to Go's structured logs. */
  private static final Named LOGGED_NAME =
      struct(
          "struct { Name string \"json:\\\"name\\\"\";"
              + " Namespace string \"json:\\\"namespace,omitempty\\\"\" }",
          field("Name", Basic.STRING, "name"),
          field("Namespace", Basic.STRING, "namespace,omitempty"));

  static final Named TYPE_META =
      struct(
          "yaml.TypeMeta",
          field("APIVersion", Basic.STRING, "apiVersion,omitempty"),
          field("Kind", Basic.STRING, "kind,omitempty"));
  static final Named NAME_META =
      struct(
          "yaml.NameMeta",
          field("Name", Basic.STRING, "name,omitempty"),
          field("Namespace", Basic.STRING, "namespace,omitempty"));
  static final Named RESOURCE_IDENTIFIER =
      struct(
          "yaml.ResourceIdentifier",
          embedded("TypeMeta", TYPE_META),
          embedded("NameMeta", NAME_META));
  static final Named OBJECT_IDENTIFIER =
      struct("update.ObjectIdentifier", embedded("ResourceIdentifier", RESOURCE_IDENTIFIER));

  static final Named CHANGE =
      struct(
          "update.Change",
          field("OldValue", Basic.STRING),
          field("NewValue", Basic.STRING),
          field("Setter", Basic.STRING));
  static final ListOf CHANGES = new ListOf(CHANGE);
  static final Named OBJECT_CHANGES =
      new Named("update.ObjectChanges", new MapOf(OBJECT_IDENTIFIER, CHANGES), Map.of());
  static final MapOf FILE_CHANGES = new MapOf(Basic.STRING, OBJECT_CHANGES);

  static final Named IMAGE =
      new Named(
          "update.ImageRef",
          new GoType.Opaque("struct"),
          Map.of(
              "String", image(image -> image.ref().toString()),
              "Registry", image(image -> image.ref().registry()),
              "Repository", image(image -> image.ref().repository()),
              "Identifier", image(image -> image.ref().identifier()),
              "Name", image(image -> image.ref().qualifiedName()),
              "Policy", GoMethod.of(receiver -> value(image(receiver).policy()))));
  static final ListOf IMAGES = new ListOf(IMAGE);
  static final MapOf OBJECT_IMAGES = new MapOf(OBJECT_IDENTIFIER, IMAGES);
  static final Named FILE_RESULT = struct("update.FileResult", field("Objects", OBJECT_IMAGES));
  static final MapOf FILE_RESULTS = new MapOf(Basic.STRING, FILE_RESULT);

  /**
   * {@code .Updated}, which Flux has removed; its type was called {@code update.Result} as well.
   */
  static final Named IMAGE_RESULT =
      new Named(
          "update.Result",
          new StructOf(List.of(field("Files", FILE_RESULTS))),
          Map.of(
              "Images", GoMethod.of(MessageTypes::images),
              "Objects", GoMethod.of(MessageTypes::imagesByObject)));

  /** {@code .Changed}. */
  static final Named RESULT =
      new Named(
          "update.Result",
          new StructOf(
              List.of(unlisted("ImageResult", IMAGE_RESULT), field("FileChanges", FILE_CHANGES))),
          Map.of(
              "Changes", GoMethod.of(MessageTypes::changes),
              "Objects", GoMethod.of(MessageTypes::changesByObject)));

  static final MapOf VALUES = MapOf.STRING_TO_STRING;
  static final Named TEMPLATE_DATA =
      struct(
          "source.TemplateData",
          field("AutomationObject", NAMESPACED_NAME),
          unlisted("Updated", IMAGE_RESULT),
          field("Changed", RESULT),
          field("Values", VALUES));

  /** An image and the policy that chose it. */
  record Image(ImageRef ref, NamespacedName policy) {}

  private MessageTypes() {}

  private static Named struct(String name, Field... fields) {
    return new Named(name, new StructOf(List.of(fields)), Map.of());
  }

  private static Field field(String name, GoType type) {
    return new Field(name, type, Standing.PLAIN, "");
  }

  private static Field field(String name, GoType type, String json) {
    return new Field(name, type, Standing.PLAIN, json);
  }

  private static Field embedded(String name, GoType type) {
    return new Field(name, type, Standing.EMBEDDED, "");
  }

  private static Field unlisted(String name, GoType type) {
    return new Field(name, type, Standing.UNLISTED, "");
  }

  private static GoMethod image(Function<Image, String> part) {
    return GoMethod.of(receiver -> GoValue.text(part.apply(image(receiver))));
  }

  static GoValue value(NamespacedName name) {
    return new GoValue.Struct(
        NAMESPACED_NAME, List.of(GoValue.text(name.namespace()), GoValue.text(name.name())));
  }

  private static Image image(GoValue value) {
    return (Image) ((GoValue.Opaque) value).inside();
  }

  private static GoValue slashed(GoValue name) {
    List<GoValue> fields = ((GoValue.Struct) name).fields();
    return GoValue.bytes(text(fields.get(0)) + "/" + text(fields.get(1)));
  }

  private static GoValue logged(GoValue name) {
    List<GoValue> fields = ((GoValue.Struct) name).fields();
    return new GoValue.Struct(LOGGED_NAME, List.of(fields.get(1), fields.get(0)));
  }

  private static String text(GoValue value) {
    return ((GoValue.Text) value).bytes();
  }

  private static GoValue fieldOf(GoValue struct, int index) {
    return ((GoValue.Struct) struct).fields().get(index);
  }

  private static Stream<GoValue> valuesOf(GoValue dict) {
    return ((GoValue.Dict) dict).entries().values().stream();
  }

  private static Stream<GoValue> elementsOf(GoValue items) {
    return ((GoValue.Items) items).elements().stream();
  }

  /** Each image once, in the order of what they print; Flux's order is random. */
  private static GoValue images(GoValue result) {
    Comparator<GoValue> order =
        Comparator.comparing((GoValue value) -> image(value).ref().toString())
            .thenComparing(value -> image(value).policy());
    List<GoValue> images =
        valuesOf(fieldOf(result, 0))
            .flatMap(file -> valuesOf(fieldOf(file, 0)))
            .flatMap(MessageTypes::elementsOf)
            .distinct()
            .sorted(order)
            .toList();
    return new GoValue.Items(IMAGES, images);
  }

  private static GoValue imagesByObject(GoValue result) {
    return merged(
        new GoValue.Dict(OBJECT_IMAGES),
        IMAGES,
        valuesOf(fieldOf(result, 0)).map(file -> fieldOf(file, 0)));
  }

  private static GoValue changesByObject(GoValue result) {
    return merged(new GoValue.Dict(OBJECT_CHANGES), CHANGES, valuesOf(fieldOf(result, 1)));
  }

  /** The lists of one object from several maps, one after the other. */
  private static GoValue merged(GoValue.Dict into, ListOf type, Stream<GoValue> dicts) {
    dicts.forEach(dict ->
        ((GoValue.Dict) dict)
            .entries()
            .forEach((object, list) ->
                into.entries().merge(object, list, (a, b) -> joined(type, a, b))));
    return into;
  }

  private static GoValue joined(ListOf type, GoValue first, GoValue second) {
    List<GoValue> all = new ArrayList<>(elementsOf(first).toList());
    all.addAll(elementsOf(second).toList());
    return new GoValue.Items(type, all);
  }

  private static GoValue changes(GoValue result) {
    Set<GoValue> changes = new LinkedHashSet<>();
    valuesOf(fieldOf(result, 1))
        .flatMap(MessageTypes::valuesOf)
        .flatMap(MessageTypes::elementsOf)
        .forEach(changes::add);
    return new GoValue.Items(CHANGES, List.copyOf(changes));
  }
}
