package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/// Finds variable references in template expressions.
final class ExpressionWalk {

  private final Set<TemplateExpression> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Consumer<String> found;

  private ExpressionWalk(Consumer<String> found) {
    this.found = found;
  }

  /// Reports the names of the variables that an expression uses directly, possibly more than once.
  /// A shared subexpression, such as the source of a loop, is visited once.
  static void variables(TemplateExpression expression, Consumer<String> found) {
    new ExpressionWalk(found).visit(expression);
  }

  private void visit(TemplateExpression expression) {
    if (!seen.add(expression)) {
      return;
    }
    switch (expression) {
      case TemplateExpression.Literal _ -> {}
      case TemplateExpression.ArrayOf(var elements, _) -> elements.forEach(this::visit);
      case TemplateExpression.ObjectOf(var entries, _) ->
          entries.forEach(
              each -> {
                visit(each.key());
                visit(each.value());
              });
      case TemplateExpression.Call(var function, var arguments, _) -> {
        String name =
            PropertyName.same(function, "variables") && arguments.size() == 1
                ? arguments.getFirst().literalText()
                : null;
        if (name != null) {
          found.accept(name);
        }
        arguments.forEach(this::visit);
      }
      case TemplateExpression.UserCall(_, _, var arguments, _) -> arguments.forEach(this::visit);
      case TemplateExpression.Member(var target, var key, _, _) -> {
        visit(target);
        visit(key);
      }
      case TemplateExpression.Lambda(_, var body, _) -> visit(body);
      case TemplateExpression.Loop(_, var count, var body, _) -> {
        visit(count);
        visit(body);
      }
    }
  }
}
