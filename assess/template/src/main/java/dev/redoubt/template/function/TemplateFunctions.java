package dev.redoubt.template.function;

import dev.redoubt.estate.PropertyName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All functions whose value follows from their arguments. Those that ask for the deployment around
/// them (`resourceGroup`, `reference`, `copyIndex`) are the evaluator's.
public final class TemplateFunctions {

  /// In the order of Microsoft's documentation.
  static final List<TemplateFunction> ALL = List.of();

  private static final Map<String, TemplateFunction> BY_NAME = byName();

  private TemplateFunctions() {}

  /// The function of a name in any case, or null.
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
