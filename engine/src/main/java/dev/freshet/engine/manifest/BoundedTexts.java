package dev.freshet.engine.manifest;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files as they are read, until they are too much. */
final class BoundedTexts {
  /** The longest file that is read; no object is as long, and many fit into it. */
  static final int LONGEST_FILE = 8 << 20;

  /** The most of those files that may hold objects, all together. */
  private static final int MOST_TEXT = 48 << 20;

  private final Kinds kinds;
  private final String action;
  private final List<ManifestText> texts = new ArrayList<>();
  private long kept;

  /**
   * @param kinds whose objects are wanted
   * @param action what is under way, to begin the message of a failure with
   */
  BoundedTexts(Kinds kinds, String action) {
    this.kinds = kinds;
    this.action = action;
  }

  void add(String path, byte[] content) {
    if (content.length > LONGEST_FILE) {
      throw new ReasonedException(
          Reason.FAILED,
          "%s: %s is longer than %d MB; name a folder without it with --path"
              .formatted(action, path, LONGEST_FILE >> 20));
    }
    var text = new ManifestText(path, new String(content, StandardCharsets.UTF_8));
    // That a file is there counts too: it may make its neighbours a chart's templates.
    boolean read = Manifests.mayBeIn(kinds, text);
    texts.add(read ? text : new ManifestText(path, ""));
    kept += read ? content.length : 0;
    if (kept > MOST_TEXT) {
      throw new ReasonedException(
          Reason.FAILED,
          "%s: the files that may hold objects are longer than %d MB together; name a folder below it with --path"
              .formatted(action, MOST_TEXT >> 20));
    }
  }

  List<ManifestText> all() {
    return texts;
  }
}
