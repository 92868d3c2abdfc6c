package dev.freshet.api.image;

import java.time.Instant;
import java.util.List;

/** What the last scan found; the revision changes when the tags do. */
public record ScanResult(String revision, int tagCount, Instant scanTime, List<String> latestTags) {

  public ScanResult {
    latestTags = List.copyOf(latestTags);
  }
}
