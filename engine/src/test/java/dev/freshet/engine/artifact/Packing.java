package dev.freshet.engine.artifact;

import dev.freshet.engine.artifact.FileTree.File;
import dev.freshet.engine.artifact.FileTree.Permission;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Builds trees of texts and lists what a packed one holds, without the code under test. */
final class Packing {
  static final IgnoreRules ALL =
      IgnoreRules.of(IgnoreRules.read("nothing-is-called-so", List.of()));

  private Packing() {}

  static FileTree tree(String... paths) throws IOException {
    FileTree tree = new FileTree();
    for (String path : paths) {
      tree.put(FileTree.names(path), file(path));
    }
    return tree;
  }

  static File file(String content) {
    return file(content, Permission.REGULAR);
  }

  static File file(String content, Permission permission) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new File(
        permission, reader -> reader.read(bytes.length, new ByteArrayInputStream(bytes)));
  }

  static byte[] tar(FileTree tree, IgnoreRules rules) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarWriter writer = new TarWriter(bytes, rules);
    tree.walk(writer);
    writer.finish();
    return bytes.toByteArray();
  }

  static byte[] unzip(Path packed) throws IOException {
    try (var content = new GZIPInputStream(Files.newInputStream(packed))) {
      return content.readAllBytes();
    }
  }

  /** A line for each entry: type, mode and name. */
  static List<String> list(byte[] tar) {
    List<String> entries = new ArrayList<>();
    for (int at = 0; tar[at] != 0; at += 512 + (size(tar, at) + 511) / 512 * 512) {
      entries.add((char) tar[at + 156] + " " + text(tar, at + 100, 8) + " " + text(tar, at, 100));
    }
    return entries;
  }

  /** The names alone. */
  static List<String> names(byte[] tar) {
    return list(tar).stream().map(entry -> entry.substring(entry.lastIndexOf(' ') + 1)).toList();
  }

  private static int size(byte[] tar, int at) {
    return Integer.parseInt(text(tar, at + 124, 12), 8);
  }

  private static String text(byte[] tar, int at, int length) {
    String text = new String(tar, at, length, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
