package dev.redoubt.template.function.logic;

import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// Lists the logical functions and the conditional functions.
public final class LogicFunctions {

  public static final List<TemplateFunction> ALL =
      List.of(
          new And(),
          new Or(),
          new If(),
          new Not(),
          new TrueConstant(),
          new FalseConstant(),
          new ToBool(),
          new Any(),
          new Fail());

  private LogicFunctions() {}
}
