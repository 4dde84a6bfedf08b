package dev.redoubt.bicep.lowering;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.syntax.Expression;
import java.util.function.Consumer;

/// Looks through expressions of the template language.
final class ExpressionWalk {

  private ExpressionWalk() {}

  /// The names of the variables that an expression uses itself, each time it does.
  static void variables(Expression expression, Consumer<String> found) {
    switch (expression) {
      case Expression.Literal _ -> {}
      case Expression.ArrayOf(var elements, _) -> elements.forEach(each -> variables(each, found));
      case Expression.ObjectOf(var entries, _) ->
          entries.forEach(
              each -> {
                variables(each.key(), found);
                variables(each.value(), found);
              });
      case Expression.Call(var function, var arguments, _) -> {
        String name =
            PropertyName.same(function, "variables") && arguments.size() == 1
                ? arguments.getFirst().literalText()
                : null;
        if (name != null) {
          found.accept(name);
        }
        arguments.forEach(each -> variables(each, found));
      }
      case Expression.UserCall(_, _, var arguments, _) ->
          arguments.forEach(each -> variables(each, found));
      case Expression.Member(var target, var key, _, _) -> {
        variables(target, found);
        variables(key, found);
      }
      case Expression.Lambda(_, var body, _) -> variables(body, found);
      case Expression.Loop(_, var count, var body, _) -> {
        variables(count, found);
        variables(body, found);
      }
    }
  }
}
