package dev.freshet.api;

import dev.freshet.core.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A label selector in the short form of command lines: {@code a=b,c!=d,e in (f,g),h,!i}. */
public record LabelQuery(List<LabelRequirement> requirements) {
  public static final LabelQuery ALL = new LabelQuery(List.of());

  private static final int LONGEST = 4_096;
  private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");
  private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^()]*)\\)");
  private static final Pattern EQUALITY =
      Pattern.compile("([^!=\\s]+)\\s*(==|=|!=)\\s*([^!=\\s]*)");
  private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*([^!=\\s()]+)");

  public LabelQuery {
    requirements = List.copyOf(requirements);
  }

  public static LabelQuery parse(String text) {
    if (text.isBlank()) {
      return ALL;
    }
    if (text.length() > LONGEST) {
      throw new InvalidInputException(
          "unable to parse label selector: it has more than " + LONGEST + " characters");
    }
    try {
      List<LabelRequirement> requirements = new ArrayList<>();
      for (String part : COMMA.split(text, -1)) {
        requirements.add(requirement(part.strip()));
      }
      return new LabelQuery(requirements);
    } catch (InvalidInputException refused) {
      throw new InvalidInputException(
          "unable to parse label selector: couldn't parse the selector string \"%s\": %s"
              .formatted(text, refused.getMessage()),
          refused);
    }
  }

  public boolean accepts(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.accepts(labels));
  }

  private static LabelRequirement requirement(String part) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      List<String> values = Stream.of(set.group(3).split(",", -1)).map(String::strip).toList();
      return set.group(2).equals("in")
          ? new LabelRequirement.In(set.group(1), values)
          : new LabelRequirement.NotIn(set.group(1), values);
    }
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      List<String> value = List.of(equality.group(3));
      return equality.group(2).equals("!=")
          ? new LabelRequirement.NotIn(equality.group(1), value)
          : new LabelRequirement.In(equality.group(1), value);
    }
    Matcher presence = PRESENCE.matcher(part);
    if (presence.matches()) {
      return presence.group(1).isEmpty()
          ? new LabelRequirement.Exists(presence.group(2))
          : new LabelRequirement.DoesNotExist(presence.group(2));
    }
    throw new InvalidInputException("\"%s\" is no requirement".formatted(part));
  }
}
