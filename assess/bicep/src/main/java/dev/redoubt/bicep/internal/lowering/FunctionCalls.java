package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;

/// Factory methods for template expressions.
final class FunctionCalls {

  private FunctionCalls() {}

  static TemplateExpression call(String function, Origin origin, TemplateExpression... arguments) {
    return new TemplateExpression.Call(function, List.of(arguments), origin);
  }

  static TemplateExpression call(
      String function, Origin origin, List<TemplateExpression> arguments) {
    return new TemplateExpression.Call(function, arguments, origin);
  }

  static TemplateExpression text(String text, Origin origin) {
    return new TemplateExpression.Literal(StringValue.of(text).at(origin));
  }

  static TemplateExpression number(long number, Origin origin) {
    return new TemplateExpression.Literal(NumberValue.of(number).at(origin));
  }

  static TemplateExpression nothing(Origin origin) {
    return new TemplateExpression.Literal(NullValue.NULL.at(origin));
  }

  static TemplateExpression member(TemplateExpression target, String name, Origin origin) {
    return new TemplateExpression.Member(target, text(name, origin), false, origin);
  }

  static TemplateExpression member(
      TemplateExpression target, TemplateExpression key, Origin origin) {
    return new TemplateExpression.Member(target, key, false, origin);
  }

  static TemplateExpression tryGet(TemplateExpression target, String name, Origin origin) {
    return call("tryGet", origin, target, text(name, origin));
  }

  /// `format` with literal texts around the arguments.
  static TemplateExpression format(
      List<String> texts, List<TemplateExpression> holes, Origin origin) {
    StringBuilder format = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      format.append(texts.get(i).replace("{", "{{").replace("}", "}}"));
      if (i < holes.size()) {
        format.append('{').append(i).append('}');
      }
    }
    List<TemplateExpression> arguments = new java.util.ArrayList<>();
    arguments.add(text(format.toString(), origin));
    arguments.addAll(holes);
    return call("format", origin, arguments);
  }

  /// The parts with slashes between them.
  static TemplateExpression path(List<TemplateExpression> parts, Origin origin) {
    List<String> texts = new java.util.ArrayList<>();
    texts.add("");
    for (int i = 1; i < parts.size(); i++) {
      texts.add("/");
    }
    texts.add("");
    return format(texts, parts, origin);
  }
}
