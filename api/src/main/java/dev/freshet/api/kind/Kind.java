package dev.freshet.api.kind;

import dev.freshet.api.Metadata;
import dev.freshet.api.Resource;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.field.Fields;
import dev.freshet.core.NamespacedName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Every fact about one kind of object. There is one value for each kind, beside the kind's record,
 * and whoever starts a process hands in those it works on.
 *
 * @param <R> an object of the kind
 * @param <S> its status
 */
public final class Kind<R extends Resource, S extends ObjectStatus<S>>
    implements Comparable<Kind<?, ?>> {
  private static final List<String> VERSIONS = List.of("v1", "v1beta2", "v1beta1");

  private final Class<R> type;
  private final ApiGroup group;
  private final String name;
  private final String plural;
  private final String controller;
  private final BiFunction<Metadata, Fields, R> reader;
  private final StatusCodec<S> status;
  private final List<Reference<R>> references;
  private final Listing<R, S> listing;
  private final String lowerCase;

  /** The same whoever works it out; negative until somebody has. */
  private volatile int depth = -1;

  /**
   * @param type of the objects; its simple name is the kind's
   * @param plural the last part of the kind's path at an API server
   * @param controller the controller of Flux that has this kind: the name of its field manager and
   *     of its events
   * @param reader reads the spec of a manifest
   */
  public Kind(
      Class<R> type,
      ApiGroup group,
      String plural,
      String controller,
      BiFunction<Metadata, Fields, R> reader,
      StatusCodec<S> status,
      List<Reference<R>> references,
      Listing<R, S> listing) {
    this.type = type;
    this.group = group;
    this.name = type.getSimpleName();
    this.plural = plural;
    this.controller = controller;
    this.reader = reader;
    this.status = status;
    this.references = List.copyOf(references);
    this.listing = listing;
    this.lowerCase = name.toLowerCase(Locale.ROOT);
  }

  public ApiGroup group() {
    return group;
  }

  /** As in {@code kind: ImagePolicy}. */
  public String name() {
    return name;
  }

  /** As in {@code imagepolicy/podinfo} of a table. */
  public String lowerCase() {
    return lowerCase;
  }

  public String plural() {
    return plural;
  }

  /** The name of the CustomResourceDefinition. */
  public String definition() {
    return plural + "." + group.name();
  }

  /** The versions that are read, the stored one first. */
  public List<String> versions() {
    return VERSIONS;
  }

  /** The Flux controller that has this kind. */
  public String controller() {
    return controller;
  }

  /** Reads an object; what is wrong with it becomes a finding of the fields. */
  public R read(Metadata metadata, Fields root) {
    return reader.apply(metadata, root);
  }

  public StatusCodec<S> status() {
    return status;
  }

  public List<Reference<R>> references() {
    return references;
  }

  public Listing<R, S> listing() {
    return listing;
  }

  /** An object that is known to be of this kind, as what it is. */
  public R cast(Resource object) {
    return type.cast(object);
  }

  /** How many kinds the data goes through before it comes to this one. */
  private int depth() {
    // Not before all kinds are there, and once: sorted maps ask again and again.
    if (depth < 0) {
      depth =
          references.stream()
              .map(Reference::to)
              .filter(to -> to != this)
              .mapToInt(to -> to.depth() + 1)
              .max()
              .orElse(0);
    }
    return depth;
  }

  /** In the order the data flows. */
  @Override
  public int compareTo(Kind<?, ?> other) {
    if (this == other) {
      return 0;
    }
    // Not a chain of comparators: no AOT cache keeps their lambdas, and every command needs this.
    int depths = Integer.compare(depth(), other.depth());
    return depths == 0 ? name.compareTo(other.name) : depths;
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * What objects of a kind refer to. What wakes whom, who waits for whom, and whose failure only
   * follows from another's, all come from this.
   *
   * @param target the kind that is referred to, which may be the referring kind itself
   * @param named the objects that one refers to by name; empty where it refers to all of its
   *     namespace
   * @param <R> the objects that refer
   */
  public record Reference<R extends Resource>(
      Supplier<Kind<?, ?>> target, Use use, Optional<Function<R, List<NamespacedName>>> named) {

    /** What is used of the object that is referred to. */
    public enum Use {
      /** What it declares: a change of its spec is one for whoever refers to it. */
      SPEC,
      /** What its status says it has found. */
      RESULT,
      /** The same, and whoever refers to it waits a moment while it is under way. */
      AWAITED_RESULT
    }

    /** A reference to the objects that a field names. */
    public static <R extends Resource> Reference<R> byName(
        Supplier<Kind<?, ?>> target, Use use, Function<R, List<NamespacedName>> names) {
      return new Reference<>(target, use, Optional.of(names));
    }

    /** A reference to whatever there is of the kind in the object's own namespace. */
    public static <R extends Resource> Reference<R> toAllInNamespace(
        Supplier<Kind<?, ?>> target, Use use) {
      return new Reference<>(target, use, Optional.empty());
    }

    /** The kind that is referred to. */
    public Kind<?, ?> to() {
      return target.get();
    }

    public boolean isAwaited() {
      return use == Use.AWAITED_RESULT;
    }

    /** What the object names; nothing where it refers to all of its namespace. */
    public List<NamespacedName> names(R object) {
      return named.map(names -> names.apply(object)).orElse(List.of());
    }

    /** Whether the object refers to the one of that name. */
    public boolean isTo(NamespacedName name, R object) {
      return named
          .map(names -> names.apply(object).contains(name))
          .orElseGet(() -> object.metadata().namespace().equals(name.namespace()));
    }

    /**
     * Whether the object names the other one as what it works on, so that it has to look again when
     * that one appears or goes. Whoever takes whatever there is, or waits for nothing, does not.
     */
    public boolean worksOn() {
      return named.isPresent() && use != Use.RESULT;
    }
  }
}
