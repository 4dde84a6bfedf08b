package dev.redoubt.registry.models;

import dev.redoubt.registry.search.Comparison;
import dev.redoubt.registry.search.Field;
import dev.redoubt.registry.search.Filter;
import dev.redoubt.registry.search.Operand;
import dev.redoubt.registry.search.Operator;

/// Prompts of MLflow are registered models with a tag. A search finds them only if its filter asks
/// for them, and otherwise finds what is none.
final class Prompts {

  private static final Field FIELD = new Field(Field.Kind.TAG, "mlflow.prompt.is_prompt");

  /// The tag that makes a prompt of a model, where its value is `true`.
  static final String TAG = FIELD.key();

  private Prompts() {}

  /// Whether the first condition about the tag wants prompts.
  static boolean askedFor(Filter filter) {
    return filter.all().stream()
        .filter(Prompts::concerns)
        .findFirst()
        .map(
            comparison ->
                is(comparison, Operator.EQUAL, "true")
                    || is(comparison, Operator.NOT_EQUAL, "false"))
        .orElse(false);
  }

  /// The conditions about anything else.
  static Filter others(Filter filter) {
    return new Filter(filter.all().stream().filter(comparison -> !concerns(comparison)).toList());
  }

  private static boolean concerns(Comparison comparison) {
    return comparison.field().equals(FIELD);
  }

  private static boolean is(Comparison comparison, Operator operator, String value) {
    return comparison.operator() == operator
        && comparison.operand() instanceof Operand.Text(String text)
        && text.equalsIgnoreCase(value);
  }
}
