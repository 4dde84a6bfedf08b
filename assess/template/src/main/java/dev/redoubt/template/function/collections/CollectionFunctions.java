package dev.redoubt.template.function.collections;

import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// Lists the functions for arrays, and those that strings and objects share with them.
public final class CollectionFunctions {

  public static final List<TemplateFunction> ALL =
      List.of(
          new ToArray(),
          new Concat(),
          new Contains(),
          new CreateArray(),
          new Distinct(),
          new Empty(),
          new First(),
          new Flatten(),
          new IndexFromEnd(),
          new IndexOf(),
          new Intersection(),
          new Last(),
          new LastIndexOf(),
          new Length(),
          new Range(),
          new Skip(),
          new Take(),
          new TryIndexFromEnd(),
          new TryGet(),
          new Union());

  private CollectionFunctions() {}
}
