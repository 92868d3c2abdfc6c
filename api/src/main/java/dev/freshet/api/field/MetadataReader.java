package dev.freshet.api.field;

import dev.freshet.api.Metadata;
import dev.freshet.core.NamespacedName;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code metadata}: names as the API server takes them, labels and annotations. */
public final class MetadataReader {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?");
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_NAMESPACE = 63;

  private MetadataReader() {}

  public static Metadata read(Fields root, String defaultNamespace) {
    Fields fields = fields(root);
    String name = name(fields);
    String namespace = fields.string("namespace").orElse(defaultNamespace);
    if (!fits(namespace, NAMESPACE, LONGEST_NAMESPACE)) {
      refuseName(fields, "namespace", namespace);
    }
    return new Metadata(
        new NamespacedName(namespace, name),
        labels(fields),
        fields.stringMap("annotations"),
        fields.integer("generation").orElse(Metadata.FIRST_GENERATION));
  }

  /** Reads the metadata of a Namespace, whose name is stricter and which lies in no namespace. */
  public static Metadata readOfNamespace(Fields root) {
    Fields fields = fields(root);
    String name = name(fields);
    if (!name.isEmpty()
        && fits(name, NAME, LONGEST_NAME)
        && !fits(name, NAMESPACE, LONGEST_NAMESPACE)) {
      refuseName(fields, "name", name);
    }
    fields.ignore("namespace", "generation");
    return new Metadata(
        new NamespacedName("", name),
        labels(fields),
        fields.stringMap("annotations"),
        Metadata.FIRST_GENERATION);
  }

  private static Fields fields(Fields root) {
    root.ignore("apiVersion", "kind", "status");
    Fields fields = root.requiredObject("metadata");
    fields.ignore(
        "creationTimestamp",
        "deletionGracePeriodSeconds",
        "deletionTimestamp",
        "finalizers",
        "generateName",
        "managedFields",
        "ownerReferences",
        "resourceVersion",
        "selfLink",
        "uid");
    return fields;
  }

  private static String name(Fields fields) {
    String name = fields.required("name");
    if (!name.isEmpty() && !fits(name, NAME, LONGEST_NAME)) {
      refuseName(fields, "name", name);
    }
    return name;
  }

  private static Map<String, String> labels(Fields fields) {
    return fields.stringMap("labels");
  }

  private static boolean fits(String name, Pattern syntax, int longest) {
    return name.length() <= longest && syntax.matcher(name).matches();
  }

  private static void refuseName(Fields fields, String field, String name) {
    fields.refuse(
        field,
        "Invalid value: \"%s\": must be lower-case letters, digits and '-', beginning and ending with a letter or digit"
            .formatted(name));
  }
}
