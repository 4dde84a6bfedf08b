package dev.redoubt.template.function.numbers;

import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// Lists the functions for integers.
public final class NumberFunctions {

  public static final List<TemplateFunction> ALL =
      List.of(
          new Add(),
          new Div(),
          new ToFloat(),
          new ToInt(),
          new Max(),
          new Min(),
          new Mod(),
          new Mul(),
          new Sub());

  private NumberFunctions() {}
}
