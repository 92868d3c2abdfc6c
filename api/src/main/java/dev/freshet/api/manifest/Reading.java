package dev.freshet.api.manifest;

import dev.freshet.api.field.Fields;
import dev.freshet.api.field.Findings;
import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.field.MetadataReader;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.NamespaceReader;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.SecretReader;
import dev.freshet.api.yaml.Allowance;
import dev.freshet.api.yaml.Document;
import dev.freshet.api.yaml.JsonText;
import dev.freshet.api.yaml.Yaml;
import dev.freshet.api.yaml.YamlComposition;
import dev.freshet.api.yaml.YamlOutcome;
import dev.freshet.core.Cutoff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads files one after the other and collects objects and problems. */
final class Reading {
  private static final String TEMPLATE = "{{";

  /** The largest bundles of manifests have half of this; beyond it something else is meant. */
  private static final int MOST_CHARACTERS = 8 << 20;

  private final Kinds kinds;
  private final KindSearch search;
  private final String defaultNamespace;
  private final Findings.Admission admission;
  private final ChartTemplates templates;
  private final KustomizePatches patches;
  private final List<Patch> patched = new ArrayList<>();
  private final Map<String, List<Found>> objects = new LinkedHashMap<>();
  private final List<ManifestProblem> problems = new ArrayList<>();

  /** Where an object stands; the value is absent when it had problems. */
  private record Found(String path, int line, Optional<Object> value, Yaml.Mapping root) {
    @Override
    public String toString() {
      return path + ":" + line;
    }
  }

  /** Where a patch of an object stands, and the kustomization that names the file. */
  private record Patch(String path, int line, String object, String kustomization) {}

  Reading(
      Kinds kinds,
      List<ManifestText> files,
      String defaultNamespace,
      Findings.Admission admission) {
    this.kinds = kinds;
    search = kinds.search();
    this.admission = admission;
    this.defaultNamespace = defaultNamespace;
    templates = ChartTemplates.in(files);
    patches = KustomizePatches.in(files);
  }

  void read(ManifestText file) {
    if (templates.contains(file.path()) || !search.mentions(file.content())) {
      return;
    }
    if (file.content().length() > MOST_CHARACTERS) {
      problems.add(new ManifestProblem(file.path(), 1, "", "larger than 8 MiB"));
      return;
    }
    var allowance = new Allowance();
    for (Document document : Document.split(file.content())) {
      Cutoff.check();
      if (search.mentions(document.text()) && !search.isOther(document.text())) {
        if (!allowance.takesDocument()) {
          problems.add(
              new ManifestProblem(file.path(), document.firstLine(), "", "too many documents"));
          return;
        }
        readDocument(file.path(), document, allowance);
      }
    }
  }

  /** Reads an object that was never a file. */
  void read(Yaml.Mapping object) {
    readObject("", 0, object);
  }

  /** To be called when all has been read, and before anything is asked for. */
  void finish() {
    refusePatches();
    objects.forEach(this::refuseDuplicates);
    problems.sort(null);
  }

  private void readDocument(String path, Document document, Allowance allowance) {
    switch (YamlComposition.parse(document, allowance)) {
      case YamlOutcome.Parsed(Yaml.Mapping root) -> readObject(path, root.line(), root);
      case YamlOutcome.Parsed _ -> {} // a lone scalar or list is no object
      case YamlOutcome.Unparsable(int line, String problem) -> {
        if (search.isMeantFor(document.text())) {
          // What the parser says may repeat a word of the text.
          String detail = KindSearch.mentionsSecret(document.text()) ? "" : ": " + problem;
          String object = search.objectIn(document.text(), defaultNamespace);
          problems.add(new ManifestProblem(path, line, object, "does not parse as YAML" + detail));
        }
      }
    }
  }

  private void readObject(String path, int line, Yaml.Mapping root) {
    String kind = root.textOf("kind");
    if (label(kind, root).contains(TEMPLATE)) {
      return; // what has no name yet is another tool's input, even where it happens to parse
    }
    switch (kinds.of(root.textOf("apiVersion"), kind)) {
      case Kinds.Verdict.Reconciled(var known) ->
          readKnown(
              path,
              line,
              kind,
              root,
              fields -> known.read(MetadataReader.read(fields, defaultNamespace), fields));
      case Kinds.Verdict.Core() ->
          readKnown(path, line, kind, root, fields -> readCore(kind, fields));
      case Kinds.Verdict.Items() -> readItems(path, root);
      case Kinds.Verdict.Ignored() -> {}
      case Kinds.Verdict.Refused(String message) ->
          problems.add(new ManifestProblem(path, line, label(kind, root), message));
    }
  }

  // Lists in lists are passed over: nothing writes them, and aliases could make them endless.
  private void readItems(String path, Yaml.Mapping root) {
    if (root.find("items").orElse(root) instanceof Yaml.Sequence(_, var items)) {
      for (Yaml item : items) {
        if (item instanceof Yaml.Mapping object && object.find("items").isEmpty()) {
          readObject(path, object.line(), object);
        }
      }
    }
  }

  private void readKnown(
      String path, int line, String kind, Yaml.Mapping root, Function<Fields, Object> reader) {
    String label = label(kind, root);
    Optional<String> kustomization = patches.of(path);
    if (kustomization.isPresent()) {
      patched.add(new Patch(path, line, label, kustomization.get()));
      return;
    }
    boolean secret = kind.equals(Secret.KIND);
    Findings findings =
        new Findings(
            path,
            label,
            secret ? Findings.Discretion.DISCREET : Findings.Discretion.OPEN,
            admission);
    Optional<Object> value = Optional.empty();
    if (root.find("sops").isPresent() && !secret) {
      findings.add(line, "is encrypted with SOPS, which Freshet cannot read yet");
    } else {
      Object object = reader.apply(new Fields(findings, "", line, root));
      value = findings.finish().isEmpty() ? Optional.of(object) : Optional.empty();
    }
    problems.addAll(findings.finish());
    if (label.length() > kind.length()) { // without a name there is nothing to be a duplicate of
      objects
          .computeIfAbsent(label, _ -> new ArrayList<>())
          .add(new Found(path, line, value, root));
    }
  }

  private Object readCore(String kind, Fields root) {
    return kind.equals(Namespace.KIND)
        ? NamespaceReader.read(MetadataReader.readOfNamespace(root), root)
        : SecretReader.read(MetadataReader.read(root, defaultNamespace), root);
  }

  private String label(String kind, Yaml.Mapping root) {
    Yaml.Mapping metadata = root.mapOf("metadata");
    String name = metadata.textOf("name");
    if (name.isEmpty()) {
      return kind;
    }
    if (kind.equals(Namespace.KIND)) {
      return kind + " " + name;
    }
    String namespace = metadata.textOf("namespace");
    return kind + " " + (namespace.isEmpty() ? defaultNamespace : namespace) + "/" + name;
  }

  // An object without its patch is not what is meant: it may write to another folder.
  private void refusePatches() {
    for (Patch patch : patched) {
      List<Found> found = objects.getOrDefault(patch.object(), List.of());
      String unused = found.isEmpty() ? "" : "; " + found.getFirst() + " is not used without it";
      problems.add(
          new ManifestProblem(
              patch.path(),
              patch.line(),
              patch.object(),
              "is a patch of "
                  + patch.kustomization()
                  + ": give the output of kustomize build"
                  + unused));
    }
    patched.forEach(patch -> objects.remove(patch.object()));
  }

  // Nothing tells which of them is meant, and writing the wrong one's choice does harm.
  private void refuseDuplicates(String label, List<Found> found) {
    for (Found other : found.subList(1, found.size())) {
      String message = "duplicate of " + found.getFirst() + ", neither is used";
      problems.add(new ManifestProblem(other.path(), other.line(), label, message));
    }
  }

  List<ManifestProblem> problems() {
    return problems;
  }

  Map<String, ManifestOrigin> origins() {
    Map<String, ManifestOrigin> origins = new LinkedHashMap<>();
    objects.forEach((label, found) -> {
      Found first = found.getFirst();
      if (found.size() == 1 && first.value().isPresent()) {
        String json = first.value().get() instanceof Secret ? "" : JsonText.of(first.root());
        origins.put(label, new ManifestOrigin(label, first.path(), first.line(), json));
      }
    });
    return origins;
  }

  <T> List<T> all(Class<T> type) {
    return objects.values().stream()
        .filter(found -> found.size() == 1)
        .flatMap(found -> found.getFirst().value().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
