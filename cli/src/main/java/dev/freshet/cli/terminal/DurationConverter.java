package dev.freshet.cli.terminal;

import dev.freshet.api.Durations;
import dev.freshet.core.InvalidInputException;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Go's durations, refused before anything is asked. */
public final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return Durations.parse(text);
    } catch (InvalidInputException refused) {
      throw new TypeConversionException(String.valueOf(refused.getMessage()));
    }
  }
}
