package dev.freshet.core.plan;

import dev.freshet.core.marker.ManifestMarkers;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A file with new content, equal to the old but for the changed scalars. The arrays are shared, not
 * copied: a plan over thousands of files is built once, and none of its readers writes to them.
 *
 * @param path relative to the update path, with slashes
 * @param markersAfter the markers of {@code after}, for an index of markers by content
 * @param changes in document order
 */
@SuppressWarnings("ArrayRecordComponent")
public record FileChange(
    String path, byte[] before, byte[] after, ManifestMarkers markersAfter, List<Change> changes) {
  public FileChange {
    changes = List.copyOf(changes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileChange that
        && path.equals(that.path)
        && Arrays.equals(before, that.before)
        && Arrays.equals(after, that.after)
        && markersAfter.equals(that.markersAfter)
        && changes.equals(that.changes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        path, Arrays.hashCode(before), Arrays.hashCode(after), markersAfter, changes);
  }

  @Override
  public String toString() {
    return "FileChange[path=" + path + ", changes=" + changes + "]";
  }
}
