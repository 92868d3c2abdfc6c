package dev.freshet.benchmarks.lab;

import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.registry.InProcessRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The registry and the Git server in a process of their own, so that they share no JVM with what is
 * measured. Each line of its input pushes tags: {@code <repository> <tag>…}, or {@code <repository>
 * *<count>} for so many versions. It ends with its input.
 */
final class Servers {
  private Servers() {}

  public static void main(String[] args) throws IOException {
    try (var registry = InProcessRegistry.start().withPageSize(1000);
        var git = GitHttpServer.start(Path.of(args[0]));
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(registry.host() + " " + git.url());
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        List<String> words = Arrays.asList(line.split(" "));
        registry.push(words.getFirst(), tags(words.subList(1, words.size())));
        System.out.println("pushed");
      }
    }
  }

  private static List<String> tags(List<String> words) {
    return words.getFirst().startsWith("*")
        ? versions(Integer.parseInt(words.getFirst().substring(1)))
        : words;
  }

  /** In a registry's order, which is not that of versions. */
  private static List<String> versions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "%d.%d.%d".formatted(i / 2500, i / 50 % 50, i % 50))
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
