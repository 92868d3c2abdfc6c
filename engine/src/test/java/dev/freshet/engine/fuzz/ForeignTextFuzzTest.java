package dev.freshet.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a text from outside is, reading it ends soon, with a value or a refusal. */
class ForeignTextFuzzTest {
  private static final Duration MOST = Duration.ofSeconds(4);
  private static final int LONGEST = 4_000;
  private static final List<Parsers> PARSERS = List.of(Parsers.values());

  static Stream<Arguments> corpus() {
    return IntStream.range(0, PARSERS.size())
        .boxed()
        .flatMap(number ->
            PARSERS.get(number).corpus().stream().map(text -> Arguments.of(number, text)));
  }

  @MethodSource("corpus")
  @FuzzTest(maxDuration = "60s")
  void endsSoonWithAValueOrARefusal(
      @InRange(min = 0, max = 64) int number, @NotNull @WithUtf8Length(max = LONGEST) String text) {
    Parsers parser = PARSERS.get(number % PARSERS.size());
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      parser.read(text);
    } catch (InvalidInputException
        | AutomationException
        | GoSyntaxException
        | GoErrorException
        | IOException refused) {
      assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(40_000);
    }
    assertThat(
            Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun))
        .as("%s of '%s'", parser, text)
        .isLessThan(MOST);
  }
}
