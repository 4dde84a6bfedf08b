package dev.redoubt.template.function.logic;

import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// The functions of truth, and of the flow of evaluation.
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
