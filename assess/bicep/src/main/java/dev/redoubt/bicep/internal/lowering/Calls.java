package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.template.syntax.Expression;
import java.util.List;

/// Shorthand for expressions of the template language.
final class Calls {

  private Calls() {}

  static Expression call(String function, Origin origin, Expression... arguments) {
    return new Expression.Call(function, List.of(arguments), origin);
  }

  static Expression call(String function, Origin origin, List<Expression> arguments) {
    return new Expression.Call(function, arguments, origin);
  }

  static Expression text(String text, Origin origin) {
    return new Expression.Literal(StringValue.of(text).at(origin));
  }

  static Expression number(long number, Origin origin) {
    return new Expression.Literal(NumberValue.of(number).at(origin));
  }

  static Expression nothing(Origin origin) {
    return new Expression.Literal(NullValue.NULL.at(origin));
  }

  static Expression member(Expression target, String name, Origin origin) {
    return new Expression.Member(target, text(name, origin), false, origin);
  }

  static Expression member(Expression target, Expression key, Origin origin) {
    return new Expression.Member(target, key, false, origin);
  }

  static Expression tryGet(Expression target, String name, Origin origin) {
    return call("tryGet", origin, target, text(name, origin));
  }

  /// `format` with the texts around the holes as they are.
  static Expression format(List<String> texts, List<Expression> holes, Origin origin) {
    StringBuilder format = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      format.append(texts.get(i).replace("{", "{{").replace("}", "}}"));
      if (i < holes.size()) {
        format.append('{').append(i).append('}');
      }
    }
    List<Expression> arguments = new java.util.ArrayList<>();
    arguments.add(text(format.toString(), origin));
    arguments.addAll(holes);
    return call("format", origin, arguments);
  }

  /// The parts with slashes between them.
  static Expression path(List<Expression> parts, Origin origin) {
    List<String> texts = new java.util.ArrayList<>();
    texts.add("");
    for (int i = 1; i < parts.size(); i++) {
      texts.add("/");
    }
    texts.add("");
    return format(texts, parts, origin);
  }
}
