package dev.freshet.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void makesTheFoldersOnTheWay() throws IOException {
    Path file = folder.resolve("a/b/file");

    AtomicFile.write(file, bytes("content"));

    assertThat(file).hasContent("content");
  }

  @Test
  void replacesTheContentAndLeavesNoTemporary() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, bytes("a long old content"));

    AtomicFile.writeRebuildable(file, bytes("new"));

    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void givesTheContentItsTime() throws IOException {
    Path file = folder.resolve("file");
    FileTime modified = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));

    AtomicFile.write(file, target -> target.write(bytes("content")), modified);

    assertThat(file).hasContent("content");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
  }

  @Test
  void leavesNoTemporaryWhenItCannotReplace() throws IOException {
    Files.createDirectories(folder.resolve("file/full"));

    assertThatThrownBy(() -> AtomicFile.write(folder.resolve("file"), bytes("x")))
        .isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("file");
  }

  @Test
  void showsEveryReaderOneWholeContent() throws Exception {
    Path file = folder.resolve("file");
    List<String> contents = List.of("a".repeat(100_000), "b".repeat(50_000));
    AtomicFile.write(file, bytes(contents.getFirst()));
    Stream<Callable<Boolean>> writers =
        contents.stream().map(content -> () -> writeOften(file, content));
    Callable<Boolean> reader =
        () -> IntStream.range(0, 200).mapToObj(_ -> read(file)).allMatch(contents::contains);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(Stream.concat(writers, Stream.of(reader)).toList())) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  @Test
  void removesWhatKilledProcessesHaveLeftAndNothingElse() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      List<String> leftovers =
          List.of(".a.json.4194304-1.tmp", ".a.json.%d-7.tmp".formatted(own()));
      List<String> others =
          List.of(
              ".a.json.%d-1.tmp".formatted(other.pid()),
              "a.json",
              ".a.json.tmp",
              "a.4194304-1.tmp");
      for (String name : Stream.concat(leftovers.stream(), others.stream()).toList()) {
        AtomicFile.write(folder.resolve("deep/folder").resolve(name), bytes("x"));
      }

      AtomicFile.removeLeftovers(folder);

      assertThat(folder.resolve("deep/folder"))
          .isDirectoryNotContaining(file -> leftovers.contains(file.getFileName().toString()))
          .satisfies(left -> assertThat(left.toFile().list()).hasSameElementsAs(others));
    } finally {
      other.destroy();
    }
  }

  private static long own() {
    return ProcessHandle.current().pid();
  }

  private static boolean writeOften(Path file, String content) throws IOException {
    for (int i = 0; i < 50; i++) {
      AtomicFile.writeRebuildable(file, bytes(content));
    }
    return true;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      return cause.toString();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
