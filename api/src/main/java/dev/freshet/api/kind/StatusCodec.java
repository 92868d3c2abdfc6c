package dev.freshet.api.kind;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ConditionsJson;
import dev.freshet.api.condition.ObjectStatus;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The status of a kind as JSON, field for field what the Kubernetes API shows, so that readers of
 * one can read the other. Written as trees: the command line starts faster without a data binder.
 *
 * @param initial what an object has that has never run
 * @param writer puts in what this kind has beside what all have
 * @param reader reads what this kind has beside what all have
 * @param own the fields of the kind that are Freshet's to write, and to take away where it has
 *     nothing to say, as of an artifact's address in an older version
 * @param omitted fields, at any depth, that an API server is not shown when they are empty
 * @param growing fields that are as long as users make them, and are cut where a status is too long
 * @param served puts in what an API server is shown, and a state folder is not
 * @param result where the parts lie that other objects are made from
 * @param keeping whether the status has to survive a power cut
 */
public record StatusCodec<S extends ObjectStatus<S>>(
    S initial,
    BiConsumer<S, ObjectNode> writer,
    BiFunction<Common, JsonNode, S> reader,
    Set<String> own,
    Set<String> omitted,
    List<String> growing,
    BiConsumer<S, ObjectNode> served,
    List<JsonPointer> result,
    Keeping keeping) {

  /** Whether the next run finds out again what a status says. */
  public enum Keeping {
    REBUILDABLE,
    DURABLE
  }

  private static final String CONDITIONS = "conditions";
  private static final String GENERATION = "observedGeneration";
  private static final String HANDLED = "lastHandledReconcileAt";
  private static final Set<String> COMMON = Set.of(CONDITIONS, GENERATION, HANDLED);

  /** What the statuses of all kinds have. */
  public record Common(
      Conditions conditions, long observedGeneration, String lastHandledReconcileAt) {}

  public StatusCodec {
    own = Set.copyOf(own);
    omitted = Set.copyOf(omitted);
    growing = List.copyOf(growing);
    result = List.copyOf(result);
  }

  /** Writes and reads a status whose fields no API server needs to be told more about. */
  public static <S extends ObjectStatus<S>> StatusCodec<S> of(
      S initial, BiConsumer<S, ObjectNode> writer, BiFunction<Common, JsonNode, S> reader) {
    return new StatusCodec<>(
        initial,
        writer,
        reader,
        Set.of(),
        Set.of(),
        List.of(),
        (_, _) -> {},
        List.of(),
        Keeping.REBUILDABLE);
  }

  public StatusCodec<S> owning(String... fields) {
    return new StatusCodec<>(
        initial, writer, reader, Set.of(fields), omitted, growing, served, result, keeping);
  }

  public StatusCodec<S> omittingEmpty(String... fields) {
    return new StatusCodec<>(
        initial, writer, reader, own, Set.of(fields), growing, served, result, keeping);
  }

  public StatusCodec<S> cutting(String... fields) {
    return new StatusCodec<>(
        initial, writer, reader, own, omitted, List.of(fields), served, result, keeping);
  }

  public StatusCodec<S> serving(BiConsumer<S, ObjectNode> more) {
    return new StatusCodec<>(initial, writer, reader, own, omitted, growing, more, result, keeping);
  }

  public StatusCodec<S> resulting(String... pointers) {
    return new StatusCodec<>(
        initial,
        writer,
        reader,
        own,
        omitted,
        growing,
        served,
        Stream.of(pointers).map(JsonPointer::compile).toList(),
        keeping);
  }

  public StatusCodec<S> durable() {
    return new StatusCodec<>(
        initial, writer, reader, own, omitted, growing, served, result, Keeping.DURABLE);
  }

  /** The status as a state folder keeps it. */
  public ObjectNode write(S status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set(CONDITIONS, ConditionsJson.write(status.conditions()));
    json.put(GENERATION, status.observedGeneration());
    if (!status.lastHandledReconcileAt().isEmpty()) {
      json.put(HANDLED, status.lastHandledReconcileAt());
    }
    writer.accept(status, json);
    return json;
  }

  /** The status with what only an API server is shown. */
  public ObjectNode serve(S status) {
    ObjectNode json = write(status);
    served.accept(status, json);
    return json;
  }

  /** Reads what {@link #write} has made. */
  public S read(JsonNode json) {
    return reader.apply(
        new Common(
            ConditionsJson.read(json.path(CONDITIONS)),
            json.path(GENERATION).asLong(-1),
            json.path(HANDLED).asText("")),
        json);
  }

  /** Whether this field of a status is Freshet's. */
  public boolean writes(String field) {
    return COMMON.contains(field) || own.contains(field);
  }

  /** Whether an API server is not shown the field when it is empty. */
  public boolean omits(String field) {
    return field.equals(CONDITIONS) || omitted.contains(field);
  }

  /** Whether two statuses say the same in what other objects are made from. */
  public boolean isSameResult(JsonNode one, JsonNode other) {
    return result.stream()
        .allMatch(part -> one.at(part).asText("").equals(other.at(part).asText("")));
  }

  /** Whether what others are made from is there now, and was not, or was another. */
  public boolean hasNewResult(S before, S after) {
    if (result.isEmpty() || before.equals(after)) {
      return false;
    }
    JsonNode json = write(after);
    return result.stream().anyMatch(part -> !json.at(part).isMissingNode())
        && !isSameResult(write(before), json);
  }
}
