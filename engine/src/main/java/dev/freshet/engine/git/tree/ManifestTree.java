package dev.freshet.engine.git.tree;

import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import dev.freshet.engine.work.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Finds the manifests with markers below a path, for one run. What is below a directory is
 * remembered by the id of its tree, so that looking again costs as much as what changed; that there
 * is nothing is remembered by the index, for later runs too.
 */
public final class ManifestTree {
  /**
   * A file that may be edited.
   *
   * @param path relative to the update path
   * @param place from the root of the repository, behind all links
   */
  public record Found(String path, String place, ObjectId blob, ManifestMarkers markers) {}

  /** A file with its markers. */
  private record Marked(TreeEntry entry, ManifestMarkers markers) {}

  /**
   * The part of a directory that matters: marked files, links, directories that hold such.
   *
   * @param paths how many of them there are below, along all paths
   */
  private record Directory(
      List<Marked> files, List<TreeEntry> links, Map<String, Directory> directories, long paths) {
    static Directory of(
        List<Marked> files, List<TreeEntry> links, Map<String, Directory> directories) {
      long paths = (long) files.size() + links.size();
      for (Directory below : directories.values()) {
        paths = Math.min(paths + below.paths(), Integer.MAX_VALUE);
      }
      return new Directory(files, links, directories, paths);
    }
  }

  private static final Directory BARE = Directory.of(List.of(), List.of(), Map.of());

  private static final String WHAT = "the directories of the repository";

  /** What is noted of an entry of a directory. */
  private static final int BYTES_OF_AN_ENTRY = 200;

  private final MarkerIndex index;
  private final Workers workers;
  private final String namespace;
  private final MemoryShares.Share share;
  private final Map<ObjectId, Directory> remembered = new HashMap<>();

  /**
   * @param namespace in whose turn the workers search
   */
  public ManifestTree(
      MarkerIndex index, Workers workers, String namespace, MemoryShares.Share share) {
    this.index = index;
    this.workers = workers;
    this.namespace = namespace;
    this.share = share;
  }

  /** What this run has taken of the memory. */
  public MemoryShares.Share share() {
    return share;
  }

  /** The marked or unparsable manifests below the path, each once, in the order of the walk. */
  public List<Found> find(ObjectReader reader, ObjectId root, String updatePath)
      throws IOException {
    return workers.run(namespace, () -> new Search(reader, root).below(updatePath));
  }

  static TreePath.Located start(ObjectReader reader, ObjectId root, String path)
      throws IOException {
    return TreePath.resolve(reader, root, "", path, TreePath.AtRoot.STAY)
        .orElseThrow(() ->
            new GitException(
                Problem.NO_SUCH_PATH,
                "lstat "
                    + Path.of("/").resolve(path).normalize().toString().substring(1)
                    + ": no such file or directory"));
  }

  private static String join(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  /** One look at one tree. */
  private final class Search {
    private final ObjectReader reader;
    private final ObjectId root;
    private final TreeVisits visits = new TreeVisits(share);

    /** What may matter of the directories that are not remembered. */
    private final Map<ObjectId, List<TreeEntry>> fresh = new HashMap<>();

    /** What was found in their manifests; the index may forget its own meanwhile. */
    private final Map<ObjectId, ManifestMarkers> markers = new HashMap<>();

    private final Set<ObjectId> unknown = new LinkedHashSet<>();
    private final Map<String, Found> byPlace = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();

    Search(ObjectReader reader, ObjectId root) {
      this.reader = reader;
      this.root = root;
    }

    List<Found> below(String updatePath) throws IOException {
      TreePath.Located start = start(reader, root, updatePath);
      if (start.entry().isFile()) {
        return ManifestMarkers.isCandidate(start.entry().name()) ? single(start) : List.of();
      }
      if (!start.entry().isDirectory()) {
        return List.of();
      }
      collect(directory(start.entry().id()), "", start.path());
      for (Map.Entry<String, String> link : links.entrySet()) {
        follow(link.getKey(), link.getValue());
      }
      return List.copyOf(byPlace.values());
    }

    private List<Found> single(TreePath.Located start) throws IOException {
      TreeEntry file = start.entry();
      ManifestMarkers found = markersOf(file.id());
      return found.matters()
          ? List.of(new Found(file.name(), start.path(), file.id(), found))
          : List.of();
    }

    private ManifestMarkers markersOf(ObjectId blob) throws IOException {
      if (!markers.containsKey(blob) && note(blob)) {
        scan();
      }
      return markers.getOrDefault(blob, ManifestMarkers.Found.NONE);
    }

    private void collect(Directory directory, String prefix, String place) {
      if (directory.paths() > RepositoryBounds.ENTRIES) {
        throw RepositoryBounds.exceeded("more paths to manifests", RepositoryBounds.ENTRIES);
      }
      visits.directory(0, directory.files().size() + directory.links().size());
      for (Marked file : directory.files()) {
        String full = join(place, file.entry().name());
        visits.keep(full);
        byPlace.put(
            full, new Found(prefix + file.entry().name(), full, file.entry().id(), file.markers()));
      }
      for (TreeEntry link : directory.links()) {
        String full = join(place, link.name());
        visits.keep(full);
        links.put(prefix + link.name(), full);
      }
      directory
          .directories()
          .forEach((name, below) -> collect(below, prefix + name + "/", join(place, name)));
    }

    /** A link stands for its target, which is edited once however many names it has. */
    private void follow(String path, String place) throws IOException {
      Optional<TreePath.Located> target =
          TreePath.resolve(reader, root, "", place, TreePath.AtRoot.REFUSE);
      if (target.isEmpty()
          || !target.get().entry().isFile()
          || byPlace.containsKey(target.get().path())) {
        return;
      }
      TreePath.Located file = target.get();
      ManifestMarkers found = markersOf(file.entry().id());
      if (found.matters()) {
        byPlace.put(file.path(), new Found(path, file.path(), file.entry().id(), found));
      }
    }

    private Directory directory(ObjectId tree) throws IOException {
      read(tree, 0);
      scan();
      return summarize(tree);
    }

    /** Each tree is looked into once, whatever number of paths leads to it. */
    private void read(ObjectId tree, int depth) throws IOException {
      if (remembered.containsKey(tree) || fresh.containsKey(tree) || index.isBare(tree)) {
        return;
      }
      List<TreeEntry> entries = Trees.entries(reader, tree);
      visits.directory(depth, entries.size());
      share.take((long) entries.size() * BYTES_OF_AN_ENTRY, WHAT);
      List<TreeEntry> kept = new ArrayList<>();
      for (TreeEntry entry : entries) {
        if (entry.isDirectory() || mayMatter(entry)) {
          kept.add(entry);
        }
      }
      fresh.put(tree, kept);
      for (TreeEntry entry : kept) {
        if (entry.isDirectory()) {
          read(entry.id(), depth + 1);
        }
      }
    }

    /** False for what is known to be without markers, which is nearly all there is. */
    private boolean mayMatter(TreeEntry entry) {
      return ManifestMarkers.isCandidate(entry.name())
          && (entry.isLink() || (entry.isFile() && note(entry.id())));
    }

    /** Whether the manifest has markers, or has to be searched for them. */
    private boolean note(ObjectId blob) {
      Optional<ManifestMarkers> known = index.find(blob);
      if (known.isEmpty()) {
        unknown.add(blob);
      } else if (known.get().matters()) {
        markers.put(blob, known.get());
      }
      return known.isEmpty() || known.get().matters();
    }

    private void scan() throws IOException {
      if (!unknown.isEmpty()) {
        markers.putAll(ManifestScan.run(reader, unknown, index, workers, namespace));
        unknown.clear();
      }
    }

    private Directory summarize(ObjectId tree) throws IOException {
      Directory known = remembered.get(tree);
      if (known != null) {
        return known;
      }
      List<TreeEntry> entries = fresh.get(tree);
      if (entries == null) { // it was bare, and is no less so if the index has forgotten that
        return BARE;
      }
      List<Marked> files = new ArrayList<>();
      List<TreeEntry> linked = new ArrayList<>();
      Map<String, Directory> directories = new LinkedHashMap<>();
      for (TreeEntry entry : entries) {
        if (entry.isDirectory()) {
          Directory below = summarize(entry.id());
          if (below.paths() > 0) {
            directories.put(entry.name(), below);
          }
        } else if (entry.isLink()) {
          linked.add(entry);
        } else if (markersOf(entry.id()).matters()) {
          files.add(new Marked(entry, markersOf(entry.id())));
        }
      }
      Directory summary = Directory.of(files, linked, directories);
      remembered.put(tree, summary);
      if (summary.paths() == 0) {
        index.addBare(tree);
      }
      return summary;
    }
  }
}
