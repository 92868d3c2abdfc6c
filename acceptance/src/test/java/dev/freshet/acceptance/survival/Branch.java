package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.git.ServedRepository;
import java.util.List;
import java.util.regex.Pattern;

/** What became of {@code main}, as told by messages that list {@code old new;} images. */
record Branch(ServedRepository repository) {
  /** A tag that was replaced by another in a commit. */
  private record Step(String from, String to) {}

  /** The tags that were committed for an image, the oldest first. */
  List<String> tags(String image) {
    return steps(image).stream().map(Step::to).toList();
  }

  /** Each step begins where the one before ended, and no tag comes twice; returns the last tag. */
  String assertStepsFrom(String first, String image) {
    String last = first;
    for (Step step : steps(image)) {
      assertThat(step.from()).as(image).isEqualTo(last);
      last = step.to();
    }
    assertThat(tags(image)).as(image).doesNotHaveDuplicates();
    return last;
  }

  /** Commits follow one another, none is empty, and the repository is sound. */
  void assertLinear() {
    assertThat(repository.git("rev-list", "--merges", "main")).isEmpty();
    assertThat(repository.log("main", "%s")).noneMatch(String::isBlank);
    repository.fsck();
  }

  private List<Step> steps(String image) {
    String reference = Pattern.quote(image) + ":([^ ;]+)";
    Pattern change = Pattern.compile(reference + " " + reference + ";");
    return repository.log("main", "%s").reversed().stream()
        .flatMap(message -> change.matcher(message).results())
        .map(step -> new Step(step.group(1), step.group(2)))
        .toList();
  }
}
