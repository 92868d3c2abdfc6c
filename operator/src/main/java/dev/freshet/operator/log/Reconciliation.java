package dev.freshet.operator.log;

import dev.freshet.api.kind.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One run of one object. What is logged within it, on its thread, carries the object's name and
 * this run's id, under the keys Flux's command line looks for.
 */
public record Reconciliation(ObjectKey object, UUID id) {
  private static final ScopedValue<Reconciliation> CURRENT = ScopedValue.newInstance();

  /** A new run, unlike all others of the object. */
  public static Reconciliation of(ObjectKey object) {
    return new Reconciliation(object, UUID.randomUUID());
  }

  /**
   * What the run under way has to say of an object, which may be another than the one it runs for.
   */
  public static Reconciliation about(ObjectKey object) {
    return current().map(run -> new Reconciliation(object, run.id())).orElseGet(() -> of(object));
  }

  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  public <T> T call(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).<T, RuntimeException>call(work::get);
  }

  static Optional<Reconciliation> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** In the order of Flux's controllers. */
  Map<String, Object> fields() {
    String kind = object.kind().name();
    var reference = new LinkedHashMap<String, Object>();
    reference.put("name", object.name().name());
    reference.put("namespace", object.name().namespace());
    var fields = new LinkedHashMap<String, Object>();
    fields.put("controller", object.kind().lowerCase());
    fields.put("controllerGroup", object.kind().group().name());
    fields.put("controllerKind", kind);
    fields.put(kind, reference);
    fields.put("namespace", object.name().namespace());
    fields.put("name", object.name().name());
    fields.put("reconcileID", id.toString());
    return fields;
  }
}
