package dev.freshet.web.metric;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text of metrics, read back as Prometheus does. */
record Scrape(String text) {
  private static final Pattern SERIES =
      Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? ([-+0-9.eE]+|NaN|[+-]Inf)$");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  static Scrape of(Metrics metrics) {
    return new Scrape(metrics.text());
  }

  /** The value of one series; label names and values take turns, in any order. */
  OptionalDouble value(String name, String... labels) {
    var wanted = new TreeMap<String, String>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return SERIES
        .matcher(text)
        .results()
        .filter(series -> series.group(1).equals(name))
        .filter(series -> labels(series.group(2)).equals(wanted))
        .mapToDouble(series -> Double.parseDouble(series.group(3)))
        .findFirst();
  }

  /** The bounds of a histogram's buckets, in order. */
  List<String> bounds(String name) {
    return SERIES
        .matcher(text)
        .results()
        .filter(series -> series.group(1).equals(name + "_bucket"))
        .map(series -> labels(series.group(2)).getOrDefault("le", ""))
        .distinct()
        .toList();
  }

  private static Map<String, String> labels(@Nullable String text) {
    var labels = new TreeMap<String, String>();
    Matcher matcher = LABEL.matcher(text == null ? "" : text);
    while (matcher.find()) {
      labels.put(matcher.group(1), matcher.group(2));
    }
    return labels;
  }
}
