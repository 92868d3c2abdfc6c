package dev.freshet.acceptance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.api.image.ImageRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an answer leaves out because it depends on the time things take. */
class AnswerTest {
  private static final String OBJECT = "ImageRepository flux-system/app";
  private static final String FAILED = "Reconciling=True ProgressingWithRetry @3: scan it";
  private static final String TRYING = "Reconciling=True Progressing @3: scan it";
  private static final String DONE = "Ready=True Succeeded @4: done";
  private static final String NEWER = "Reconciling=True Progressing @4: scan another";

  private final Observations observations = new Observations();

  @Test
  void aRetryThatEndsAsTheTryBeforeIsLeftOut() {
    see(3, FAILED);
    see(3, TRYING);
    see(3, FAILED);

    assertThat(answer()).containsExactly(state(3, FAILED));
  }

  @Test
  void aRetryDuringWhichTheObjectIsChangedIsLeftOutToo() {
    see(3, FAILED);
    see(3, TRYING);
    see(4, TRYING);
    see(4, FAILED);

    assertThat(answer()).containsExactly(state(3, FAILED), state(4, FAILED));
  }

  @Test
  void aRetryDuringWhichTheObjectGoesIsLeftOutToo() {
    see(3, FAILED);
    see(3, TRYING);
    see(4, TRYING);
    gone();

    assertThat(answer()).containsExactly(state(3, FAILED), state(4, FAILED), "deleted");
  }

  @Test
  void anotherRunDuringWhichTheObjectGoesStays() {
    see(3, FAILED);
    see(4, FAILED);
    see(4, NEWER);
    gone();

    assertThat(answer())
        .containsExactly(state(3, FAILED), state(4, FAILED), state(4, NEWER), "deleted");
  }

  @Test
  void aRunOfTheChangedObjectThatHasOnlyBegunIsLeftOut() {
    see(3, FAILED);
    see(4, FAILED);
    see(4, NEWER);

    assertThat(answer()).containsExactly(state(3, FAILED), state(4, FAILED));
  }

  @Test
  void aRunOfTheChangedObjectThatEndsStays() {
    see(3, FAILED);
    see(4, FAILED);
    see(4, NEWER);
    see(4, DONE);

    assertThat(answer())
        .containsExactly(state(3, FAILED), state(4, FAILED), state(4, NEWER), state(4, DONE));
  }

  private List<String> answer() {
    AnswerText answer =
        new Answer(new Normalizer(Map.of(), Map.of(), Map.of())).observed(observations).answer();
    return answer.sections().getOrDefault(OBJECT, List.of()).stream()
        .map(AnswerText.Entry::text)
        .toList();
  }

  private static String state(long generation, String condition) {
    return "generation %d, observed 2, no finalizer\n%s".formatted(generation, condition);
  }

  private void see(long generation, String condition) {
    String[] words = condition.split("[= ]", 4);
    String[] last = words[3].substring(1).split(": ", 2);
    observations.see(
        ImageRepository.KIND,
        json(
            """
            {"type": "MODIFIED", "object": {
              "metadata": {"namespace": "flux-system", "name": "app", "generation": %d},
              "status": {"observedGeneration": 2, "conditions": [
                {"type": "%s", "status": "%s", "reason": "%s", "observedGeneration": %s,
                 "message": "%s"}]}}}
            """
                .formatted(generation, words[0], words[1], words[2], last[0], last[1])));
  }

  private void gone() {
    observations.see(
        ImageRepository.KIND,
        json(
            """
            {"type": "DELETED", "object": {"metadata": {"namespace": "flux-system", "name": "app"}}}
            """));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
