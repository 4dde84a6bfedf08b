package dev.redoubt.template.function.lambdas;

import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// Lists the functions that take lambda expressions.
public final class LambdaFunctions {

  public static final List<TemplateFunction> ALL =
      List.of(
          new MapArray(),
          new Filter(),
          new Sort(),
          new Reduce(),
          new ToObject(),
          new GroupBy(),
          new MapValues());

  private LambdaFunctions() {}
}
