package dev.lockstep.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads how many of something an option asks for.
///
/// *Errors*: a usage error for anything below 1.
final class CountingNumber implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, like every other text that is no such number.
    }
    throw new TypeConversionException("'" + text + "' is not a number from 1 up");
  }
}
