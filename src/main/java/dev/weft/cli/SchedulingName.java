package dev.weft.cli;

import dev.weft.priority.Scheduling;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A scheduler by the name that the configuration has for it. */
final class SchedulingName implements ITypeConverter<Scheduling> {
  @Override
  public Scheduling convert(String text) {
    return Arrays.stream(Scheduling.values())
        .filter(each -> each.name().replace('_', '-').equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException(text));
  }
}
