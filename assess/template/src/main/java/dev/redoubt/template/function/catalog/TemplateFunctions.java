package dev.redoubt.template.function.catalog;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.collections.CollectionFunctions;
import dev.redoubt.template.function.comparison.ComparisonFunctions;
import dev.redoubt.template.function.dates.DateFunctions;
import dev.redoubt.template.function.lambdas.LambdaFunctions;
import dev.redoubt.template.function.logic.LogicFunctions;
import dev.redoubt.template.function.networks.NetworkFunctions;
import dev.redoubt.template.function.numbers.NumberFunctions;
import dev.redoubt.template.function.objects.ObjectFunctions;
import dev.redoubt.template.function.strings.StringFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists all functions whose result depends only on their arguments. The evaluator implements the
/// functions that depend on the deployment (`resourceGroup`, `reference`, `copyIndex`).
public final class TemplateFunctions {

  /// In the order of Microsoft's documentation.
  static final List<TemplateFunction> ALL =
      Stream.of(
              CollectionFunctions.ALL,
              NetworkFunctions.ALL,
              ComparisonFunctions.ALL,
              DateFunctions.ALL,
              LambdaFunctions.ALL,
              LogicFunctions.ALL,
              NumberFunctions.ALL,
              ObjectFunctions.ALL,
              StringFunctions.ALL)
          .flatMap(List::stream)
          .toList();

  private static final Map<String, TemplateFunction> BY_NAME = byName();

  private TemplateFunctions() {}

  /// Returns the function with a name, ignoring case, or null.
  public static @Nullable TemplateFunction find(String name) {
    return BY_NAME.get(PropertyName.folded(name));
  }

  private static Map<String, TemplateFunction> byName() {
    Map<String, TemplateFunction> functions = new HashMap<>();
    for (TemplateFunction function : ALL) {
      functions.put(PropertyName.folded(function.name()), function);
    }
    return functions;
  }
}
