package dev.freshet.api.image;

import java.util.List;
import java.util.Map;

/** Which other namespaces may use an object: any selector whose labels are all there lets them. */
public record AccessFrom(List<Map<String, String>> namespaceSelectors) {

  public AccessFrom {
    namespaceSelectors = namespaceSelectors.stream().map(Map::copyOf).toList();
  }

  /** An empty selector lets all namespaces in, an empty list none. */
  public boolean accepts(Map<String, String> namespaceLabels) {
    return namespaceSelectors.stream()
        .anyMatch(selector -> namespaceLabels.entrySet().containsAll(selector.entrySet()));
  }
}
