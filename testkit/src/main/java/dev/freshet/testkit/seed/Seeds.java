package dev.freshet.testkit.seed;

import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Gives a random test one seed per case: fixed ones, or the one of {@code -Dseed}, which the
 * display name of a failed case shows. Used as {@code @ArgumentsSource(Seeds.class)}.
 */
public final class Seeds implements ArgumentsProvider {
  private static final int CASES = 20;

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    LongStream seeds =
        Optional.ofNullable(System.getProperty("seed"))
            .filter(text -> !text.isBlank())
            .map(text -> LongStream.of(Long.parseLong(text)))
            .orElseGet(() -> LongStream.rangeClosed(1, CASES));
    return seeds.mapToObj(Arguments::of);
  }
}
