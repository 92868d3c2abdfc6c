package dev.freshet.acceptance.operator;

import dev.freshet.testkit.git.ServedRepository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The commits of a scenario's repositories: a name for each, and what the controllers' ones say.
 */
final class History {
  private static final String FIXTURE = "Someone Else";

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, List<String>> branches = new TreeMap<>();

  History(Map<String, ServedRepository> repositories) {
    repositories.forEach(this::read);
  }

  /** A name such as {@code app#2} for each commit by its id. */
  Map<String, String> names() {
    return names;
  }

  /** The commits of each branch, oldest first, under a title. */
  Map<String, List<String>> branches() {
    return branches;
  }

  private void read(String name, ServedRepository repository) {
    int number = 0;
    for (String branch : repository.branches()) {
      List<String> commits = new ArrayList<>();
      for (String id : repository.git("rev-list", "--reverse", branch).lines().toList()) {
        if (!names.containsKey(id)) {
          number++;
          names.put(id, "%s#%d".formatted(name, number));
        }
        commits.add(names.get(id) + commit(repository, id));
      }
      branches.put("commits of %s on %s".formatted(name, branch), commits);
    }
  }

  private static String commit(ServedRepository repository, String id) {
    String author = repository.git("show", "-s", "--format=%an <%ae>", id).strip();
    if (author.startsWith(FIXTURE)) {
      return "";
    }
    String committer = repository.git("show", "-s", "--format=%cn <%ce>", id).strip();
    String message = repository.git("show", "-s", "--format=%B", id).stripTrailing();
    String diff =
        repository
            .git("show", "--format=", "--unified=0", "--no-renames", id)
            .replace("\r", "\\r")
            .lines()
            .filter(line -> !line.startsWith("index ") && !line.startsWith("diff "))
            .filter(line -> !line.startsWith("--- ") && !line.startsWith("@@ "))
            .collect(Collectors.joining("\n"));
    return "\nauthor %s\ncommitter %s\nmessage %s\n%s"
        .formatted(author, committer, message.replace("\n", "\\n"), diff);
  }
}
