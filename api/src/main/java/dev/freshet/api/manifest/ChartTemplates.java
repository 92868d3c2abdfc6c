package dev.freshet.api.manifest;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The template folders of Helm charts: what lies there is Helm's input, whatever it looks like. */
record ChartTemplates(Set<String> folders) {
  private static final String CHART = "Chart.yaml";
  private static final String TEMPLATES = "templates/";

  static ChartTemplates in(List<ManifestText> files) {
    return new ChartTemplates(
        files.stream()
            .map(ManifestText::path)
            .filter(path -> path.equals(CHART) || path.endsWith("/" + CHART))
            .map(path -> path.substring(0, path.length() - CHART.length()) + TEMPLATES)
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean contains(String path) {
    for (int at = path.indexOf(TEMPLATES); at >= 0; at = path.indexOf(TEMPLATES, at + 1)) {
      if (folders.contains(path.substring(0, at + TEMPLATES.length()))) {
        return true;
      }
    }
    return false;
  }
}
