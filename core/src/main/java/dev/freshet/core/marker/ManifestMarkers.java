package dev.freshet.core.marker;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a search for markers in one file found. */
public sealed interface ManifestMarkers {

  /**
   * Whether Flux looks into a file of this name at all.
   *
   * @param path with slashes
   */
  static boolean isCandidate(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.equals("Kustomization");
  }

  /** Finds the markers of a file. A file that does not mention the token is not parsed. */
  static ManifestMarkers find(byte[] content) {
    // Latin-1 keeps bytes as they are, and its search is the fastest there is in the JDK.
    if (!new String(content, StandardCharsets.ISO_8859_1).contains(MarkerComment.TOKEN)) {
      return Found.NONE;
    }
    try {
      return ManifestReading.of(content).finish();
    } catch (NotAManifest e) {
      return e.unparsable();
    }
  }

  /**
   * The markers, in document order; none when the file does not mention the marker token.
   *
   * @param outline a number that stands for everything the file says but the markers' values
   */
  record Found(List<Marker> markers, long outline) implements ManifestMarkers {
    static final Found NONE = new Found(List.of(), 0);

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
