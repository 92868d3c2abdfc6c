package dev.freshet.core.marker;

import dev.freshet.core.Cutoff;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a search for markers in one file found. */
public sealed interface ManifestMarkers {
  /** Larger files are not read for their markers. */
  int MOST_BYTES = ManifestReading.MAX_BYTES;

  /**
   * Whether Flux looks into a file of this name at all.
   *
   * @param path with slashes
   */
  static boolean isCandidate(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.equals("Kustomization");
  }

  /** Whether there is anything to do or to tell. */
  default boolean matters() {
    return !(this instanceof Found found && found.markers().isEmpty() && found.idle().isEmpty());
  }

  /** Finds the markers of a file. A file that does not mention the token is not parsed. */
  static ManifestMarkers find(byte[] content) {
    // Latin-1 keeps bytes as they are, and its search is the fastest there is in the JDK.
    String text = new String(content, StandardCharsets.ISO_8859_1);
    boolean mentions = text.contains(MarkerComment.START);
    boolean marked = mentions && text.contains(MarkerComment.TOKEN);
    if (!marked && !(mentions && MarkerComment.isMisspelt(text))) {
      return Found.NONE;
    }
    try {
      return Found.of(ManifestReading.of(content));
    } catch (NotAManifest e) {
      // Without the token it may be a template, which need not parse.
      return marked ? unparsable(e) : Found.NONE;
    }
  }

  /** What a search for markers in a file of more than {@link #MOST_BYTES} ends with. */
  static ManifestMarkers ofOversized(InputStream content) throws IOException {
    byte[] window = new byte[1 << 16];
    int kept = 0;
    for (int read = content.read(window, kept, window.length - kept);
        read >= 0;
        read = content.read(window, kept, window.length - kept)) {
      Cutoff.check();
      int end = kept + read;
      String text = new String(window, 0, end, StandardCharsets.ISO_8859_1);
      if (text.contains(MarkerComment.TOKEN)) {
        return unparsable(ManifestReading.tooLarge());
      }
      // A token may begin in one window and end in the next.
      kept = Math.min(end, MarkerComment.TOKEN.length() - 1);
      System.arraycopy(window, end - kept, window, 0, kept);
    }
    return Found.NONE;
  }

  private static Unparsable unparsable(NotAManifest refused) {
    return new Unparsable(refused.line(), refused.problem());
  }

  /**
   * The markers, in document order; none when the file does not mention the marker token.
   *
   * @param idle what looks like a marker and is none, the first of it
   * @param outline a number that stands for everything the file says but the markers' values
   */
  record Found(List<Marker> markers, List<IdleMarker> idle, long outline)
      implements ManifestMarkers {
    public static final Found NONE = new Found(List.of(), List.of(), 0);

    public Found {
      markers = List.copyOf(markers);
      idle = List.copyOf(idle);
    }

    /** Reads a file to its end. */
    static Found of(ManifestReading reading) {
      reading.finish();
      return new Found(reading.markers(), reading.idle(), reading.outline());
    }
  }

  /**
   * A file that mentions the marker token and is not YAML, so nothing in it can be edited.
   *
   * @param line where the parser gave up, from 1
   */
  record Unparsable(int line, String problem) implements ManifestMarkers {}
}
