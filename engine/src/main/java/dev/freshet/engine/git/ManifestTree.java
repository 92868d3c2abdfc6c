package dev.freshet.engine.git;

import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import dev.freshet.core.marker.ManifestMarkers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Finds the manifests with markers below a path. What is below a directory is remembered by the id
 * of its tree, so that looking again costs as much as what changed.
 */
final class ManifestTree {
  /**
   * A file that may be edited.
   *
   * @param path relative to the update path
   * @param place from the root of the repository, behind all links
   */
  record Found(String path, String place, ObjectId blob, ManifestMarkers markers) {}

  /** The part of a directory that matters: marked files, links, directories that hold such. */
  private record Directory(
      List<TreeEntry> files, List<TreeEntry> links, Map<String, Directory> directories) {
    boolean isEmpty() {
      return files.isEmpty() && links.isEmpty() && directories.isEmpty();
    }
  }

  private static final int MAX_REMEMBERED = 200_000;

  private final MarkerIndex index;
  private final Map<ObjectId, Directory> remembered = new ConcurrentHashMap<>();

  ManifestTree(MarkerIndex index) {
    this.index = index;
  }

  /** The marked or unparsable manifests below the path, each once, in the order of the walk. */
  List<Found> find(ObjectReader reader, ObjectId root, String updatePath) throws IOException {
    TreePath.Located start = start(reader, root, updatePath);
    if (start.entry().isFile()) {
      return ManifestMarkers.isCandidate(start.entry().name()) ? single(reader, start) : List.of();
    }
    if (!start.entry().isDirectory()) {
      return List.of();
    }
    Map<String, Found> byPlace = new LinkedHashMap<>();
    Map<String, String> links = new LinkedHashMap<>();
    collect(directory(reader, start.entry().id()), "", start.path(), byPlace, links);
    for (Map.Entry<String, String> link : links.entrySet()) {
      follow(reader, root, link.getKey(), link.getValue(), byPlace);
    }
    return List.copyOf(byPlace.values());
  }

  static TreePath.Located start(ObjectReader reader, ObjectId root, String path)
      throws IOException {
    return TreePath.resolve(reader, root, "", path, TreePath.AtRoot.STAY)
        .orElseThrow(() ->
            new AutomationException(
                Reason.UPDATE_FAILED,
                "failed to apply policies: walking path for files: lstat "
                    + Path.of("/").resolve(path).normalize().toString().substring(1)
                    + ": no such file or directory"));
  }

  private List<Found> single(ObjectReader reader, TreePath.Located start) throws IOException {
    TreeEntry file = start.entry();
    ManifestScan.run(reader, unknown(List.of(file)), index);
    return found(file.name(), start.path(), file.id()).stream().toList();
  }

  private Optional<Found> found(String path, String place, ObjectId blob) {
    return index
        .find(blob)
        .filter(ManifestTree::matters)
        .map(markers -> new Found(path, place, blob, markers));
  }

  private static boolean matters(ManifestMarkers markers) {
    return !(markers instanceof ManifestMarkers.Found(var list, _) && list.isEmpty());
  }

  private void collect(
      Directory directory,
      String prefix,
      String place,
      Map<String, Found> byPlace,
      Map<String, String> links) {
    for (TreeEntry file : directory.files()) {
      String full = join(place, file.name());
      found(prefix + file.name(), full, file.id()).ifPresent(found -> byPlace.put(full, found));
    }
    for (TreeEntry link : directory.links()) {
      links.put(prefix + link.name(), join(place, link.name()));
    }
    directory
        .directories()
        .forEach((name, below) ->
            collect(below, prefix + name + "/", join(place, name), byPlace, links));
  }

  /** A link stands for its target, which is edited once however many names it has. */
  private void follow(
      ObjectReader reader, ObjectId root, String path, String place, Map<String, Found> byPlace)
      throws IOException {
    Optional<TreePath.Located> target =
        TreePath.resolve(reader, root, "", place, TreePath.AtRoot.REFUSE);
    if (target.isEmpty()
        || !target.get().entry().isFile()
        || byPlace.containsKey(target.get().path())) {
      return;
    }
    TreeEntry file = target.get().entry();
    if (!index.knows(file.id())) {
      ManifestScan.run(reader, List.of(file.id()), index);
    }
    found(path, target.get().path(), file.id())
        .ifPresent(found -> byPlace.put(found.place(), found));
  }

  private Directory directory(ObjectReader reader, ObjectId tree) throws IOException {
    if (remembered.size() > MAX_REMEMBERED) {
      remembered.clear();
    }
    Map<ObjectId, List<TreeEntry>> fresh = new LinkedHashMap<>();
    Set<ObjectId> unknown = new LinkedHashSet<>();
    read(reader, tree, fresh, unknown);
    ManifestScan.run(reader, unknown, index);
    return summarize(tree, fresh);
  }

  private void read(
      ObjectReader reader,
      ObjectId tree,
      Map<ObjectId, List<TreeEntry>> fresh,
      Set<ObjectId> unknown)
      throws IOException {
    if (remembered.containsKey(tree) || fresh.containsKey(tree)) {
      return;
    }
    List<TreeEntry> entries = Trees.entries(reader, tree);
    fresh.put(tree, entries);
    unknown.addAll(unknown(entries));
    for (TreeEntry entry : entries) {
      if (entry.isDirectory()) {
        read(reader, entry.id(), fresh, unknown);
      }
    }
  }

  private Set<ObjectId> unknown(List<TreeEntry> entries) {
    Set<ObjectId> unknown = new LinkedHashSet<>();
    for (TreeEntry entry : entries) {
      if (entry.isFile() && ManifestMarkers.isCandidate(entry.name()) && !index.knows(entry.id())) {
        unknown.add(entry.id());
      }
    }
    return unknown;
  }

  private Directory summarize(ObjectId tree, Map<ObjectId, List<TreeEntry>> fresh) {
    Directory known = remembered.get(tree);
    if (known != null) {
      return known;
    }
    List<TreeEntry> files = new ArrayList<>();
    List<TreeEntry> links = new ArrayList<>();
    Map<String, Directory> directories = new LinkedHashMap<>();
    for (TreeEntry entry : fresh.getOrDefault(tree, List.of())) {
      if (entry.isDirectory()) {
        Directory below = summarize(entry.id(), fresh);
        if (!below.isEmpty()) {
          directories.put(entry.name(), below);
        }
      } else if (ManifestMarkers.isCandidate(entry.name())) {
        if (entry.isLink()) {
          links.add(entry);
        } else if (entry.isFile()
            && index.find(entry.id()).filter(ManifestTree::matters).isPresent()) {
          files.add(entry);
        }
      }
    }
    Directory summary = new Directory(files, links, directories);
    remembered.put(tree, summary);
    return summary;
  }

  private static String join(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }
}
