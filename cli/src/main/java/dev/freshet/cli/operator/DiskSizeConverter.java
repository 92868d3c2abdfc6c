package dev.freshet.cli.operator;

import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.file.DiskSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how much of a disk may be taken up. */
final class DiskSizeConverter implements ITypeConverter<DiskSize> {
  @Override
  public DiskSize convert(String text) {
    try {
      return DiskSize.parse(text);
    } catch (InvalidInputException refused) {
      throw new TypeConversionException(String.valueOf(refused.getMessage()));
    }
  }
}
