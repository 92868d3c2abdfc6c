package dev.freshet.engine.process;

import dev.freshet.api.image.ScanResult;
import dev.freshet.core.NamespacedName;
import java.time.Duration;

/** Told what becomes of images, for those who measure. The methods do nothing where nobody does. */
public interface ImageListener {
  /** Tells nobody. */
  ImageListener NONE = new ImageListener() {};

  /** Whether policies keep tags that their repository's list lacks. */
  enum KeptTags {
    NONE,
    SOME
  }

  /** What is known of all tags of a repository, found now or by an earlier process. */
  default void scanned(NamespacedName repository, ScanResult result, KeptTags kept) {}

  /** A commit of the automation was accepted, so long after its run began. */
  default void pushed(NamespacedName automation, Duration latency) {}

  default void repositoryGone(NamespacedName repository) {}

  default void automationGone(NamespacedName automation) {}
}
