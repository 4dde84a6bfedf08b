package dev.redoubt.arm;

import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints expressions so that a test can state them in one line. A literal array or object is
/// printed between `<` and `>`, to show that it was reduced to one literal.
final class TemplateExpressionPrinter {

  private TemplateExpressionPrinter() {}

  static String of(@Nullable TemplateExpression expression) {
    return switch (expression) {
      case null -> "absent";
      case TemplateExpression.Literal(var value) ->
          switch (value) {
            case dev.redoubt.estate.ArrayValue _, dev.redoubt.estate.ObjectValue _ ->
                "<" + value + ">";
            default -> ExpressionPrinter.of(value);
          };
      case TemplateExpression.ArrayOf(var elements, _) -> "[" + list(elements) + "]";
      case TemplateExpression.ObjectOf(var entries, _) ->
          entries.stream()
              .map(entry -> of(entry.key()) + ": " + of(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
      case TemplateExpression.Call(var function, var arguments, _) ->
          function + "(" + list(arguments) + ")";
      case TemplateExpression.UserCall(var namespace, var function, var arguments, _) ->
          namespace + "::" + function + "(" + list(arguments) + ")";
      case TemplateExpression.Member(var target, var key, var safe, _) ->
          of(target) + (safe ? "[?" : "[") + of(key) + "]";
      case TemplateExpression.Lambda(var parameters, var body, _) ->
          String.join(" ", parameters) + " => " + of(body);
      case TemplateExpression.Loop(var name, var count, var body, _) ->
          "loop " + name + " " + of(count) + " " + of(body);
    };
  }

  private static String list(List<TemplateExpression> expressions) {
    return expressions.stream()
        .map(TemplateExpressionPrinter::of)
        .collect(Collectors.joining(", "));
  }
}
