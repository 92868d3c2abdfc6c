package dev.freshet.core.marker;

import java.util.List;

/** What a search for markers in one file found. */
public sealed interface ManifestMarkers {

  /** The markers, in document order; none when the file does not mention the marker token. */
  record Found(List<Marker> markers) implements ManifestMarkers {
    public Found {
      markers = List.copyOf(markers);
    }
  }

  /**
   * A file that mentions the marker token and is not YAML, so nothing in it can be edited.
   *
   * @param line where the parser gave up, from 1
   */
  record Unparsable(int line, String problem) implements ManifestMarkers {}
}
