package dev.freshet.api;

import dev.freshet.core.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One thing a label selector asks of an object's labels; refuses impossible keys and values. */
public sealed interface LabelRequirement {

  boolean accepts(Map<String, String> labels);

  /** The label is there and has one of the values. */
  record In(String key, List<String> values) implements LabelRequirement {
    public In {
      values = Syntax.requireValues(Syntax.requireKey(key), values);
    }

    @Override
    public boolean accepts(Map<String, String> labels) {
      return labels.containsKey(key) && values.contains(labels.get(key));
    }
  }

  /** The label is absent, or has none of the values. */
  record NotIn(String key, List<String> values) implements LabelRequirement {
    public NotIn {
      values = Syntax.requireValues(Syntax.requireKey(key), values);
    }

    @Override
    public boolean accepts(Map<String, String> labels) {
      return !labels.containsKey(key) || !values.contains(labels.get(key));
    }
  }

  /** The label is there, whatever its value. */
  record Exists(String key) implements LabelRequirement {
    public Exists {
      Syntax.requireKey(key);
    }

    @Override
    public boolean accepts(Map<String, String> labels) {
      return labels.containsKey(key);
    }
  }

  /** The label is not there. */
  record DoesNotExist(String key) implements LabelRequirement {
    public DoesNotExist {
      Syntax.requireKey(key);
    }

    @Override
    public boolean accepts(Map<String, String> labels) {
      return !labels.containsKey(key);
    }
  }

  /** What Kubernetes takes for a label key and a label value. */
  final class Syntax {
    private static final Pattern NAME =
        Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern PREFIX =
        Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST_PREFIX = 253;

    private Syntax() {}

    static String requireKey(String key) {
      int slash = key.indexOf('/');
      String prefix = slash < 0 ? "" : key.substring(0, slash);
      boolean prefixFits =
          slash < 0 || (prefix.length() <= LONGEST_PREFIX && PREFIX.matcher(prefix).matches());
      if (!prefixFits || !NAME.matcher(key.substring(slash + 1)).matches()) {
        throw new InvalidInputException(
            "key: Invalid value: \""
                + key
                + "\": must be a label key such as 'app' or"
                + " 'example.com/app'");
      }
      return key;
    }

    static List<String> requireValues(String key, List<String> values) {
      if (values.isEmpty()) {
        throw new InvalidInputException(
            "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty");
      }
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        if (!value.isEmpty() && !NAME.matcher(value).matches()) {
          throw new InvalidInputException(
              "values[%d][%s]: Invalid value: \"%s\": must be a label value: at most 63 letters,"
                      .formatted(i, key, value)
                  + " digits, '-', '_' or '.', beginning and ending with a letter or digit");
        }
      }
      return List.copyOf(values);
    }
  }
}
