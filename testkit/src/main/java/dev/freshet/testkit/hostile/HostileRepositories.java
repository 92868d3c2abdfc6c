package dev.freshet.testkit.hostile;

import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;

/**
 * Repositories on a real Git server whose objects are the attack. Each has, where its tree allows
 * it, an honest file {@code ok.yaml} with one marker.
 */
public final class HostileRepositories {
  private static final String FILE = "100644";
  private static final String FOLDER = "40000";
  private static final String LINK = "120000";

  /** What is wrong with the files or trees. */
  public enum Kind {
    TREE_BOMB,
    TREE_BOMB_WITHOUT_MANIFESTS,
    DEEP_TREES,
    ODD_NAMES,
    DOTTED_NAMES,
    SLASHED_NAMES,
    LINKS,
    ALIASES,
    NESTING,
    LONG_SCALAR,
    LONG_COMMENT,
    MANY_COMMENTS,
    MANY_KEYS,
    MANY_DOCUMENTS,
    EIGHT_MEGABYTES_TWELVE_TIMES,
    /** The same amount, and all of it has to be read. */
    MANY_KEYS_TWELVE_TIMES,
    MANY_MARKERS,
    MANY_ANCHORS,
    UNUSUAL_KEYS,
    MANY_FILES
  }

  /** A line of a tree; each character of its name is a byte. */
  private record Entry(String mode, String name, String id) {
    /** As Git sorts: a folder as if its name ended in a slash. */
    String order() {
      return mode.equals(FOLDER) ? name + "/" : name;
    }
  }

  private final ServedRepository repository;
  private final String marked;
  private final String honest;

  private HostileRepositories(ServedRepository repository, String marked) {
    this.repository = repository;
    this.marked = marked;
    this.honest = blob(marked);
  }

  /**
   * Makes one.
   *
   * @param line a line of YAML whose value has a marker
   */
  public static ServedRepository create(GitHttpServer server, Kind kind, String line) {
    ServedRepository repository =
        server.create("hostile-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    var made =
        new HostileRepositories(
            repository,
            "apiVersion: v1\nkind: X\nmetadata: {name: d}\nspec:\n  " + line.strip() + "\n");
    made.commit(made.tree(kind));
    return repository;
  }

  private String tree(Kind kind) {
    return switch (kind) {
      case TREE_BOMB -> bomb("yaml", honest, 10);
      case TREE_BOMB_WITHOUT_MANIFESTS -> bomb("txt", blob("a: b\n"), 10);
      case DEEP_TREES -> {
        String tree = files(new Entry(FILE, "ok.yaml", honest));
        for (int level = 0; level < 20_000; level++) {
          tree = files(new Entry(FOLDER, "d", tree));
        }
        yield tree;
      }
      case ODD_NAMES ->
          withHonest(
              new Entry(FILE, "a\nb.yaml", honest),
              new Entry(FILE, "\u001b[31mred.yaml", honest),
              new Entry(FILE, "back\\slash.yaml", honest),
              new Entry(FILE, "b\u00ff\u00fe.yaml", honest));
      case DOTTED_NAMES ->
          withHonest(
              new Entry(FOLDER, "..", files(new Entry(FILE, "x.yaml", honest))),
              new Entry(FOLDER, ".", files(new Entry(FILE, "y.yaml", honest))),
              new Entry(FOLDER, ".git", files(new Entry(FILE, "config.yaml", honest))));
      case SLASHED_NAMES ->
          withHonest(
              new Entry(FILE, "../../../out.yaml", honest), new Entry(FILE, "a/b.yaml", honest));
      case LINKS ->
          withHonest(
              new Entry(LINK, "abs.yaml", blob("/etc/passwd")),
              new Entry(LINK, "up.yaml", blob("../../../../etc/passwd")),
              new Entry(LINK, "loop.yaml", blob("loop.yaml")),
              new Entry(LINK, "folder", blob(".")),
              new Entry(LINK, "git.yaml", blob(".git/config")),
              new Entry(LINK, "long.yaml", blob("a/".repeat(40_000))),
              new Entry(LINK, "many.yaml", blob("folder/".repeat(2000) + "ok.yaml")));
      case ALIASES -> withHonest(new Entry(FILE, "x.yaml", blob(aliases() + marked)));
      case NESTING ->
          withHonest(
              new Entry(FILE, "flow.yaml", blob("a: " + "[".repeat(500_000) + "\n" + marked)),
              new Entry(FILE, "block.yaml", blob(lines(3000, i -> " ".repeat(i) + "a:") + marked)));
      case LONG_SCALAR ->
          withHonest(
              new Entry(FILE, "s.yaml", blob(marked + "a: \"" + "x".repeat(7_000_000) + "\"\n")));
      case LONG_COMMENT ->
          withHonest(
              new Entry(FILE, "s.yaml", blob("# " + "x".repeat(100_000_000) + "\n" + marked)));
      case MANY_COMMENTS ->
          withHonest(
              new Entry(
                  FILE, "c.yaml", blob(marked + "x:\n" + "  # {\"a\":\"b\"}\n".repeat(500_000))),
              new Entry(
                  FILE, "one.yaml", blob(marked + "a: b # " + "{\"k\":".repeat(1_000_000) + "\n")));
      case MANY_KEYS ->
          withHonest(
              new Entry(FILE, "k.yaml", blob(marked + lines(500_000, i -> "k" + i + ": v"))));
      case MANY_DOCUMENTS ->
          withHonest(new Entry(FILE, "k.yaml", blob(marked + "---\na: b\n".repeat(600_000))));
      case EIGHT_MEGABYTES_TWELVE_TIMES ->
          files(
              IntStream.range(0, 12)
                  .mapToObj(i ->
                      new Entry(
                          FILE,
                          "k" + i + ".yaml",
                          blob(marked + "# " + i + "\n" + "---\na: b\n".repeat(800_000))))
                  .toArray(Entry[]::new));
      case MANY_KEYS_TWELVE_TIMES -> {
        String keys = lines(390_000, "k%06d: abcdefghij"::formatted);
        yield files(
            IntStream.range(0, 12)
                .mapToObj(
                    i -> new Entry(FILE, "k" + i + ".yaml", blob(marked + "# " + i + "\n" + keys)))
                .toArray(Entry[]::new));
      }
      case MANY_MARKERS -> {
        String line = marked.substring(marked.lastIndexOf("  ") + 2).strip();
        String value = line.substring(line.indexOf(':'));
        yield withHonest(
            new Entry(
                FILE,
                "k.yaml",
                blob(
                    "apiVersion: v1\nkind: X\nmetadata: {name: d}\n"
                        + lines(100_000, i -> "k" + i + value))));
      }
      case MANY_ANCHORS ->
          withHonest(
              new Entry(
                  FILE,
                  "k.yaml",
                  blob(marked + lines(300_000, i -> "k%d: &a%d v".formatted(i, i)))));
      case UNUSUAL_KEYS ->
          withHonest(
              new Entry(FILE, "p.yaml", blob(marked + "p: " + "a\n   ".repeat(1_000_000))),
              new Entry(FILE, "q.yaml", blob(marked + "? ".repeat(200_000))),
              new Entry(FILE, "t.yaml", blob(marked + "- ".repeat(200_000))),
              new Entry(FILE, "f.yaml", blob(marked + "a: {" + "a,".repeat(1_000_000) + "}\n")));
      case MANY_FILES ->
          files(
              IntStream.range(0, 20)
                  .mapToObj(folder -> new Entry(FOLDER, "g" + folder, folder(folder)))
                  .toArray(Entry[]::new));
    };
  }

  private String folder(int folder) {
    return files(
        IntStream.range(0, 250)
            .mapToObj(i ->
                new Entry(FILE, "f" + i + ".yaml", blob(marked + "# " + folder + " " + i + "\n")))
            .toArray(Entry[]::new));
  }

  private String bomb(String extension, String content, int levels) {
    String tree =
        files(
            IntStream.range(0, 10)
                .mapToObj(i -> new Entry(FILE, "f%d.%s".formatted(i, extension), content))
                .toArray(Entry[]::new));
    for (int level = 0; level < levels; level++) {
      String below = tree;
      tree =
          files(
              IntStream.range(0, 10)
                  .mapToObj(i -> new Entry(FOLDER, "d" + i, below))
                  .toArray(Entry[]::new));
    }
    return tree;
  }

  private static String aliases() {
    String nine = IntStream.range(0, 9).mapToObj(_ -> "x").collect(Collectors.joining(","));
    return "a: &a0 [%s]%n".formatted(nine)
        + lines(
            29,
            i ->
                "b%d: &a%d [%s]"
                    .formatted(
                        i + 1,
                        i + 1,
                        IntStream.range(0, 9)
                            .mapToObj(_ -> "*a" + i)
                            .collect(Collectors.joining(","))));
  }

  private static String lines(int count, java.util.function.IntFunction<String> line) {
    return IntStream.range(0, count)
        .mapToObj(i -> line.apply(i) + "\n")
        .collect(Collectors.joining());
  }

  private String withHonest(Entry... entries) {
    List<Entry> all = new ArrayList<>(List.of(entries));
    all.add(new Entry(FILE, "ok.yaml", honest));
    return files(all.toArray(Entry[]::new));
  }

  private String files(Entry... entries) {
    var tree = new ByteArrayOutputStream();
    List.of(entries).stream()
        .sorted(Comparator.comparing(Entry::order))
        .forEach(entry -> {
          tree.writeBytes((entry.mode() + " ").getBytes(StandardCharsets.US_ASCII));
          tree.writeBytes(entry.name().getBytes(StandardCharsets.ISO_8859_1));
          tree.write(0);
          tree.writeBytes(HexFormat.of().parseHex(entry.id()));
        });
    return put("tree", tree.toByteArray());
  }

  private String blob(String text) {
    return put("blob", text.getBytes(StandardCharsets.UTF_8));
  }

  private void commit(String tree) {
    String who = "a <a@example.com> 1700000000 +0000";
    String commit =
        put(
            "commit",
            "tree %s\nauthor %s\ncommitter %s\n\nx\n"
                .formatted(tree, who, who)
                .getBytes(StandardCharsets.UTF_8));
    repository.git("update-ref", "--no-deref", "refs/heads/main", commit);
  }

  /** Writes an object by hand, since Git's own commands refuse the worst of them. */
  private String put(String type, byte[] content) {
    byte[] head = "%s %d\0".formatted(type, content.length).getBytes(StandardCharsets.US_ASCII);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(head);
      String id = HexFormat.of().formatHex(digest.digest(content));
      Path folder = repository.directory().resolve("objects/" + id.substring(0, 2));
      Path file = folder.resolve(id.substring(2));
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        try (var out = new DeflaterOutputStream(Files.newOutputStream(file))) {
          out.write(head);
          out.write(content);
        }
      }
      return id;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
