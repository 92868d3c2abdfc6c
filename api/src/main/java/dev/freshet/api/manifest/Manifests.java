package dev.freshet.api.manifest;

import dev.freshet.api.Resource;
import dev.freshet.api.field.Findings;
import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.yaml.YamlValues;
import java.util.List;
import java.util.Map;

/**
 * All objects that a folder of YAML files holds, in the order of the files, and the of those that
 * were left out, sorted by path and line.
 *
 * @param origins where each object was read from, by kind and key as in {@code ImagePolicy
 *     flux-system/podinfo}
 */
public record Manifests(
    List<Reconcilable> objects,
    List<Secret> secrets,
    List<Namespace> namespaces,
    Map<String, ManifestOrigin> origins,
    List<ManifestProblem> problems) {

  public Manifests {
    objects = List.copyOf(objects);
    secrets = List.copyOf(secrets);
    namespaces = List.copyOf(namespaces);
    origins = Map.copyOf(origins);
    problems = List.copyOf(problems);
  }

  /** The objects of one kind. */
  public <R extends Resource> List<R> all(Kind<R, ?> kind) {
    return objects.stream().filter(one -> one.kind() == kind).map(kind::cast).toList();
  }

  /**
   * Reads every object of the kinds; other kinds, other tools' templates and files that mention
   * none of the kinds are passed over. An object without a namespace gets the default one.
   */
  public static Manifests read(Kinds kinds, List<ManifestText> files, String defaultNamespace) {
    Reading reading = new Reading(kinds, files, defaultNamespace, Findings.Admission.AHEAD);
    files.forEach(reading::read);
    return of(reading);
  }

  /**
   * Whether the text of a file is of use: it may hold an object of the kinds, or say of other files
   * that they hold none. Cheap, and wrongly false only for spellings that nobody writes.
   */
  public static boolean mayBeIn(Kinds kinds, ManifestText file) {
    return kinds.search().mentions(file.content())
        || KustomizePatches.mayBeIn(file.path(), file.content());
  }

  /**
   * Reads one object as an API server gives it: maps, lists, texts, numbers, truth values. Fields
   * of a newer schema are passed over, and so are rules that an older one did not have, unless they
   * keep the object from being run.
   */
  public static Manifests ofServer(Kinds kinds, Map<String, ?> object) {
    Reading reading = new Reading(kinds, List.of(), "", Findings.Admission.PASSED);
    reading.read(YamlValues.mapping(object));
    return of(reading);
  }

  private static Manifests of(Reading reading) {
    reading.finish();
    return new Manifests(
        reading.all(Reconcilable.class),
        reading.all(Secret.class),
        reading.all(Namespace.class),
        reading.origins(),
        reading.problems());
  }
}
