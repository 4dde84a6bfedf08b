package dev.redoubt.template.function.dates;

import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// Lists the date functions.
public final class DateFunctions {

  public static final List<TemplateFunction> ALL =
      List.of(new DateTimeAdd(), new DateTimeFromEpoch(), new DateTimeToEpoch(), new UtcNow());

  private DateFunctions() {}
}
