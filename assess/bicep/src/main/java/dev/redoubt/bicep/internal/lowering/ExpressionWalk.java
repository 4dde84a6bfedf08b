package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.syntax.Expression;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/// Looks through expressions of the template language.
final class ExpressionWalk {

  private final Set<Expression> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Consumer<String> found;

  private ExpressionWalk(Consumer<String> found) {
    this.found = found;
  }

  /// The names of the variables that an expression uses itself, perhaps more than once. A part that
  /// stands in many places, as the source of a loop does, is looked through once.
  static void variables(Expression expression, Consumer<String> found) {
    new ExpressionWalk(found).visit(expression);
  }

  private void visit(Expression expression) {
    if (!seen.add(expression)) {
      return;
    }
    switch (expression) {
      case Expression.Literal _ -> {}
      case Expression.ArrayOf(var elements, _) -> elements.forEach(this::visit);
      case Expression.ObjectOf(var entries, _) ->
          entries.forEach(
              each -> {
                visit(each.key());
                visit(each.value());
              });
      case Expression.Call(var function, var arguments, _) -> {
        String name =
            PropertyName.same(function, "variables") && arguments.size() == 1
                ? arguments.getFirst().literalText()
                : null;
        if (name != null) {
          found.accept(name);
        }
        arguments.forEach(this::visit);
      }
      case Expression.UserCall(_, _, var arguments, _) -> arguments.forEach(this::visit);
      case Expression.Member(var target, var key, _, _) -> {
        visit(target);
        visit(key);
      }
      case Expression.Lambda(_, var body, _) -> visit(body);
      case Expression.Loop(_, var count, var body, _) -> {
        visit(count);
        visit(body);
      }
    }
  }
}
