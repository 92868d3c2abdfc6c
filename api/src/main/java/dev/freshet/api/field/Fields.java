package dev.freshet.api.field;

import dev.freshet.api.Durations;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.yaml.ScalarType;
import dev.freshet.api.yaml.Yaml;
import dev.freshet.core.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The fields of one map in an object. Each question names a field and the type it must have; a
 * wrong answer becomes a finding and a stand-in value, so that all of an object's problems are
 * found at once. Fields nobody asked for are unknown. A null, and for texts the empty string,
 * counts as absent, as it does in Go.
 */
public final class Fields {
  /** A 64-bit number has no more digits, with its sign. */
  private static final int LONGEST_INTEGER = 20;

  private static final String ABSENT = "";

  private final Findings findings;
  private final String path;
  private final int line;
  private final Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  public Fields(Findings findings, String path, int line, Yaml.Mapping mapping) {
    this.findings = findings;
    this.path = path;
    this.line = line;
    for (Yaml.Entry entry : mapping.entries()) {
      Yaml.Entry first = entries.putIfAbsent(entry.key(), entry);
      if (first != null) {
        findings.add(
            entry.line(),
            "duplicate field \"%s\", first on line %d"
                .formatted(pathOf(entry.key()), first.line()));
      }
    }
    findings.checkLast(this::refuseUnknown);
  }

  /** A text that must be there and say something. */
  public String required(String name) {
    Optional<String> text = scalar(name, ScalarType.STRING).map(Yaml.Scalar::text);
    if (text.isPresent() && text.get().isEmpty()) {
      refuse(name, "Invalid value: \"\": must not be empty");
    }
    require(name);
    return text.orElse(ABSENT);
  }

  /** A text that may be absent. */
  public Optional<String> string(String name) {
    return scalar(name, ScalarType.STRING).map(Yaml.Scalar::text).filter(text -> !text.isEmpty());
  }

  /** A text that may be absent and has at most so many characters. */
  public Optional<String> string(String name, int longest) {
    Optional<String> text = string(name);
    if (text.isPresent() && text.get().length() > longest) {
      refuse(name, "Too long: must have at most " + longest + " characters");
    }
    return text;
  }

  /** A text that must be there but may be empty. */
  public String requiredOrEmpty(String name) {
    require(name);
    return anyString(name);
  }

  /** A text that may be absent, which is not the same as empty. */
  public Optional<String> stringOrEmpty(String name) {
    return scalar(name, ScalarType.STRING).map(Yaml.Scalar::text);
  }

  /** A truth value, false when absent. */
  public boolean flag(String name) {
    return scalar(name, ScalarType.BOOLEAN)
        .filter(scalar -> ScalarType.isTrue(scalar.text()))
        .isPresent();
  }

  /** A whole number that may be absent. */
  public Optional<Long> integer(String name) {
    return scalar(name, ScalarType.INTEGER).map(Yaml.Scalar::text).flatMap(Fields::number);
  }

  private static Optional<Long> number(String text) {
    if (text.length() > LONGEST_INTEGER) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException _) { // of another base, or beyond what is counted here
      return Optional.empty();
    }
  }

  /** A duration that must be there. */
  public Duration interval(String name) {
    Optional<Duration> interval = optionalInterval(name);
    require(name);
    return interval.orElse(Duration.ZERO);
  }

  public Optional<Duration> optionalInterval(String name) {
    return duration(name, "", "a duration such as 30s, 5m or 1h30m");
  }

  /** A duration for which the schema knows no hours, which the first versions allowed. */
  public Optional<Duration> timeout(String name) {
    return isAdmitted()
        ? optionalInterval(name)
        : duration(name, "h", "a duration such as 30s or 5m, without hours");
  }

  /** One of a few words. */
  public <E> Optional<E> choice(String name, E[] values, Function<E, String> text) {
    Optional<String> word = string(name);
    Optional<E> chosen =
        word.flatMap(
            given -> Arrays.stream(values).filter(v -> text.apply(v).equals(given)).findFirst());
    if (word.isPresent() && chosen.isEmpty()) {
      refuse(
          name,
          "Unsupported value: \"%s\": supported values: %s"
              .formatted(
                  word.get(),
                  Arrays.stream(values)
                      .map(value -> "\"" + text.apply(value) + "\"")
                      .collect(Collectors.joining(", "))));
    }
    return chosen;
  }

  /** The name inside a reference such as {@code secretRef: {name: x}}. */
  public Optional<String> reference(String name) {
    return object(name).map(ref -> ref.required("name"));
  }

  public Optional<Fields> object(String name) {
    return value(name).flatMap(value -> fieldsOf(name, pathOf(name), value));
  }

  /** A map that must be there; when it is not, its own fields are not complained about. */
  public Fields requiredObject(String name) {
    Optional<Fields> object = object(name);
    require(name);
    return object.orElseGet(
        () -> new Fields(Findings.none(), pathOf(name), line, new Yaml.Mapping(line, List.of())));
  }

  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    List<Yaml> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      fieldsOf(name, "%s[%d]".formatted(pathOf(name), i), items.get(i)).ifPresent(objects::add);
    }
    return objects;
  }

  public List<Fields> requiredObjects(String name) {
    List<Fields> objects = objects(name);
    require(name);
    return objects;
  }

  public List<String> strings(String name) {
    List<String> strings = new ArrayList<>();
    List<Yaml> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      String at = "%s[%d]".formatted(pathOf(name), i);
      typed(at, items.get(i), ScalarType.STRING).map(Yaml.Scalar::text).ifPresent(strings::add);
    }
    return strings;
  }

  /** A map of texts, empty when absent; a null in it is an empty text. */
  public Map<String, String> stringMap(String name) {
    return object(name).map(Fields::strings).orElse(Map.of());
  }

  private Map<String, String> strings() {
    Map<String, String> strings = new LinkedHashMap<>();
    for (String key : entries.keySet()) {
      if (has(key)) {
        scalar(key, ScalarType.STRING).ifPresent(value -> strings.put(key, value.text()));
      } else {
        strings.put(key, ABSENT);
      }
    }
    return strings;
  }

  public boolean has(String name) {
    return value(name).isPresent();
  }

  /** Accepts a field that has no meaning here, whatever it holds. */
  public void ignore(String... names) {
    asked.addAll(List.of(names));
  }

  /** Whether an API server has let the object pass, so that rules of the schema are settled. */
  public boolean isAdmitted() {
    return findings.admission() == Findings.Admission.PASSED;
  }

  /** Adds what Flux says of an object that an API server has let pass. */
  public void stall(Reason reason, String message) {
    findings.add(line, reason, message);
  }

  /** Adds a finding about a field. */
  public void refuse(String name, String message) {
    findings.add(lineOf(name), pathOf(name) + ": " + message);
  }

  /** Adds a finding that names its fields itself. */
  public void refuseRule(String name, String message) {
    findings.add(lineOf(name), message);
  }

  private void refuseUnknown() {
    for (Yaml.Entry entry : entries.values()) {
      if (!asked.contains(entry.key())) {
        String suggestion = findings.isFull() ? "" : Suggestions.nearest(entry.key(), asked);
        findings.addUnknown(entry.line(), pathOf(entry.key()), suggestion);
      }
    }
  }

  private Optional<Yaml> value(String name) {
    asked.add(name);
    return Optional.ofNullable(entries.get(name))
        .map(Yaml.Entry::value)
        .filter(value ->
            !(value instanceof Yaml.Scalar(_, _, ScalarType type)) || type != ScalarType.NULL);
  }

  private String anyString(String name) {
    return scalar(name, ScalarType.STRING).map(Yaml.Scalar::text).orElse(ABSENT);
  }

  private Optional<Yaml.Scalar> scalar(String name, ScalarType expected) {
    return value(name).flatMap(value -> typed(pathOf(name), value, expected));
  }

  private Optional<Yaml.Scalar> typed(String at, Yaml value, ScalarType expected) {
    if (value instanceof Yaml.Scalar scalar && scalar.type() == expected) {
      return Optional.of(scalar);
    }
    // The value itself is not repeated: it may be a password that looks like a number.
    String hint =
        value instanceof Yaml.Scalar && expected == ScalarType.STRING ? ", put it in quotes" : "";
    wrongType(at, value, expected.text(), hint);
    return Optional.empty();
  }

  private Optional<Duration> duration(String name, String unitRefused, String expected) {
    Optional<Yaml> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    // A number without a unit is no text, but the missing unit is what to complain about.
    if (!(value.get() instanceof Yaml.Scalar(_, String text, _))) {
      wrongType(pathOf(name), value.get(), ScalarType.STRING.text(), "");
      return Optional.empty();
    }
    try {
      Duration duration = Durations.parse(text);
      if (unitRefused.isEmpty() || !text.contains(unitRefused)) {
        return Optional.of(duration);
      }
    } catch (InvalidInputException _) { // or longer than Go can count: refused below
    }
    refuse(name, "Invalid value: \"%s\": must be %s".formatted(text, expected));
    return Optional.empty();
  }

  private Optional<Fields> fieldsOf(String name, String at, Yaml value) {
    if (value instanceof Yaml.Mapping mapping) {
      return Optional.of(new Fields(findings, at, lineOf(name), mapping));
    }
    wrongType(at, value, "object", "");
    return Optional.empty();
  }

  private List<Yaml> items(String name) {
    Optional<Yaml> value = value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof Yaml.Sequence(_, var items)) {
      return items;
    }
    wrongType(pathOf(name), value.get(), "array", "");
    return List.of();
  }

  private void wrongType(String at, Yaml value, String expected, String hint) {
    findings.add(
        value.line(),
        "%s: Invalid value: \"%s\": must be of type %s%s"
            .formatted(at, value.typeName(), expected, hint));
  }

  // A field that is there but was refused has had its finding already.
  private void require(String name) {
    if (!has(name)) {
      findings.add(lineOf(name), pathOf(name) + ": Required value");
    }
  }

  private int lineOf(String name) {
    Yaml.Entry entry = entries.get(name);
    return entry == null ? line : entry.line();
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
