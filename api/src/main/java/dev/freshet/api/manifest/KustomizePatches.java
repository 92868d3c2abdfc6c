package dev.freshet.api.manifest;

import dev.freshet.api.RelativePath;
import dev.freshet.api.yaml.Allowance;
import dev.freshet.api.yaml.Document;
import dev.freshet.api.yaml.Yaml;
import dev.freshet.api.yaml.YamlComposition;
import dev.freshet.api.yaml.YamlOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that kustomizations name as patches: such a file looks like an object and is the part
 * of one that differs.
 *
 * @param kustomizations the kustomization that names a file, by the file's path
 */
record KustomizePatches(Map<String, String> kustomizations) {
  private static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml");

  /** The fields with patches: lists of files, or of maps with a path. */
  private static final List<String> FIELDS =
      List.of("patches", "patchesStrategicMerge", "patchesJson6902");

  private static final int LONGEST = 1 << 20;

  /** Whether a file's text is of use here. */
  static boolean mayBeIn(String path, String text) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return NAMES.contains(name) && text.length() <= LONGEST && text.contains("patches");
  }

  static KustomizePatches in(List<ManifestText> files) {
    var kustomizations = new HashMap<String, String>();
    var allowance = new Allowance();
    for (ManifestText file : files) {
      if (mayBeIn(file.path(), file.content()) && allowance.takesDocument()) {
        Document first = Document.split(file.content()).getFirst();
        if (YamlComposition.parse(first, allowance)
            instanceof YamlOutcome.Parsed(Yaml.Mapping root)) {
          String folder = file.path().substring(0, file.path().lastIndexOf('/') + 1);
          patches(root)
              .flatMap(path -> RelativePath.resolved(folder + path).stream())
              .forEach(path -> kustomizations.putIfAbsent(path, file.path()));
        }
      }
    }
    return new KustomizePatches(Map.copyOf(kustomizations));
  }

  Optional<String> of(String path) {
    return Optional.ofNullable(kustomizations.get(path));
  }

  private static Stream<String> patches(Yaml.Mapping root) {
    return FIELDS.stream()
        .flatMap(field -> root.find(field).stream())
        .flatMap(
            field -> field instanceof Yaml.Sequence(_, var items) ? items.stream() : Stream.empty())
        .map(item ->
            switch (item) {
              case Yaml.Mapping patch -> patch.textOf("path");
              case Yaml.Scalar(_, String path, _) -> path;
              case Yaml.Sequence _ -> "";
            })
        .filter(path -> !path.isEmpty());
  }
}
