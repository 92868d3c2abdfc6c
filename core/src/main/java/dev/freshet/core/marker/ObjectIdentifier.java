package dev.freshet.core.marker;

import java.util.Comparator;

/**
 * Which Kubernetes object a marker sits in, as the file names it; a field the document lacks is
 * empty. Sorts by apiVersion, kind, name, namespace, the order Flux's templates range in.
 */
public record ObjectIdentifier(String apiVersion, String kind, String namespace, String name)
    implements Comparable<ObjectIdentifier> {
  /** A document that says nothing about itself, such as Helm values. */
  public static final ObjectIdentifier NONE = new ObjectIdentifier("", "", "", "");

  private static final Comparator<ObjectIdentifier> ORDER =
      Comparator.comparing(ObjectIdentifier::apiVersion)
          .thenComparing(ObjectIdentifier::kind)
          .thenComparing(ObjectIdentifier::name)
          .thenComparing(ObjectIdentifier::namespace);

  /** What the object is called when one of these fields says something else. */
  public ObjectIdentifier with(NamingField field, String value) {
    return switch (field) {
      case API_VERSION -> new ObjectIdentifier(value, kind, namespace, name);
      case KIND -> new ObjectIdentifier(apiVersion, value, namespace, name);
      case NAMESPACE -> new ObjectIdentifier(apiVersion, kind, value, name);
      case NAME -> new ObjectIdentifier(apiVersion, kind, namespace, value);
    };
  }

  @Override
  public int compareTo(ObjectIdentifier other) {
    return ORDER.compare(this, other);
  }
}
