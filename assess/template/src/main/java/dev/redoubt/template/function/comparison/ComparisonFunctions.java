package dev.redoubt.template.function.comparison;

import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// Lists the comparison functions.
public final class ComparisonFunctions {

  public static final List<TemplateFunction> ALL =
      List.of(
          new Coalesce(),
          new Equal(),
          new Greater(),
          new GreaterOrEquals(),
          new Less(),
          new LessOrEquals());

  private ComparisonFunctions() {}
}
