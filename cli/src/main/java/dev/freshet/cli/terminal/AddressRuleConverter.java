package dev.freshet.cli.terminal;

import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.address.AddressRule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which addresses are refused. */
public final class AddressRuleConverter implements ITypeConverter<AddressRule> {
  public static final String LABEL = "LIST";

  @Override
  public AddressRule convert(String text) {
    try {
      return AddressRule.parse(text);
    } catch (InvalidInputException refused) {
      throw new TypeConversionException(String.valueOf(refused.getMessage()));
    }
  }
}
