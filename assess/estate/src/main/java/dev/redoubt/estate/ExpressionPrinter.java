package dev.redoubt.estate;

import java.util.List;
import java.util.regex.Pattern;

/// Prints values and residual expressions in the syntax of ARM template expressions, as `bicep
/// snapshot` shows unknown values.
public final class ExpressionPrinter {

  /// The text of a residual with shared parts can be exponentially long; nobody reads a text longer
  /// than this.
  static final int MAX_LENGTH = 64 * 1024;

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final StringBuilder out = new StringBuilder();

  private ExpressionPrinter() {}

  /// Returns the expression without brackets: `format('st{0}', parameters('env'))`.
  public static String of(Value value) {
    ExpressionPrinter text = new ExpressionPrinter();
    text.value(value);
    if (text.out.length() > MAX_LENGTH) {
      text.out.setLength(MAX_LENGTH);
      text.out.append("…");
    }
    return text.out.toString();
  }

  /// Returns the expression as a template string, in square brackets.
  public static String bracketed(Value value) {
    return "[" + of(value) + "]";
  }

  private void value(Value value) {
    if (out.length() > MAX_LENGTH) {
      return;
    }
    switch (value) {
      case NullValue _ -> out.append("null()");
      case BooleanValue(var truth, _) -> out.append(truth ? "true()" : "false()");
      case NumberValue number ->
          out.append(
              number.isInteger() ? Long.toString(number.integer()) : "json('" + number + "')");
      case StringValue(var text, _) -> quoted(text);
      case ArrayValue array -> array(array);
      case ObjectValue object -> object(object);
      case Unknown unknown -> residual(unknown.residual());
    }
  }

  private void quoted(String text) {
    out.append('\'').append(text.replace("'", "''")).append('\'');
  }

  private void array(ArrayValue array) {
    if (array.whole() != null) {
      value(array.whole());
      return;
    }
    if (array.isOpen()) {
      out.append("concat(");
    }
    out.append("createArray(");
    list(array.elements());
    out.append(')');
    if (array.rest() != null) {
      out.append(", ");
      value(array.rest());
      out.append(')');
    }
  }

  private void object(ObjectValue object) {
    if (object.rest() == null) {
      listed(object);
      return;
    }
    boolean shallow = mayReplaceObjects(object);
    out.append(shallow ? "shallowMerge(createArray(" : "union(");
    value(object.rest());
    out.append(", ");
    listed(object);
    out.append(shallow ? "))" : ")");
  }

  /// Whether a listed value may replace an object of the rest; `union` would merge both. The state
  /// of a deployed resource contains what is listed.
  private static boolean mayReplaceObjects(ObjectValue object) {
    if (object.rest() == null
        || object.rest().residual() instanceof ResidualExpression.RuntimeProperty) {
      return false;
    }
    for (int i = 0; i < object.size(); i++) {
      if (object.valueAt(i) instanceof ObjectValue
          || (object.valueAt(i) instanceof Unknown unknown
              && unknown.type().mayBe(TypeHint.OBJECT))) {
        return true;
      }
    }
    return false;
  }

  private void listed(ObjectValue object) {
    out.append("createObject(");
    for (int i = 0; i < object.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      quoted(object.nameAt(i));
      out.append(", ");
      value(object.valueAt(i));
    }
    out.append(')');
  }

  private void list(List<? extends Value> values) {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      value(values.get(i));
    }
  }

  private void residual(ResidualExpression residual) {
    switch (residual) {
      case ResidualExpression.Symbol(var expression, _) -> out.append(expression);
      case ResidualExpression.RuntimeProperty(var resource, var path, var apiVersion) ->
          runtimeProperty(resource, path, apiVersion);
      case ResidualExpression.Call(var function, var arguments) -> {
        out.append(function).append('(');
        list(arguments);
        out.append(')');
      }
      case ResidualExpression.Member(var target, var key, var safe) -> {
        value(target);
        member(key, safe);
      }
      case ResidualExpression.Text(var parts) -> format(parts);
      case ResidualExpression.Failure(var message) -> {
        out.append("fail(");
        quoted(message);
        out.append(')');
      }
      case ResidualExpression.Choice(var condition, var whenTrue, var whenFalse) -> {
        out.append("if(");
        list(List.of(condition, whenTrue, whenFalse));
        out.append(')');
      }
    }
  }

  private void runtimeProperty(ResourceKey resource, List<String> path, String apiVersion) {
    boolean inProperties = !path.isEmpty() && path.getFirst().equalsIgnoreCase("properties");
    out.append("reference(");
    value(resource.idValue());
    if (!apiVersion.isEmpty()) {
      out.append(", ");
      quoted(apiVersion);
    }
    if (!inProperties) {
      out.append(", 'full'");
    }
    out.append(')');
    for (String step : inProperties ? path.subList(1, path.size()) : path) {
      member(StringValue.of(step), false);
    }
  }

  private void member(Value key, boolean safe) {
    if (key instanceof StringValue name && IDENTIFIER.matcher(name.text()).matches()) {
      out.append(safe ? ".?" : ".").append(name.text());
      return;
    }
    out.append(safe ? "[?" : "[");
    value(key);
    out.append(']');
  }

  private void format(List<Value> parts) {
    StringBuilder pattern = new StringBuilder();
    int hole = 0;
    for (Value part : parts) {
      if (part instanceof StringValue string) {
        pattern.append(string.text().replace("{", "{{").replace("}", "}}"));
      } else {
        pattern.append('{').append(hole++).append('}');
      }
    }
    out.append("format(");
    quoted(pattern.toString());
    for (Value part : parts) {
      if (!(part instanceof StringValue)) {
        out.append(", ");
        value(part);
      }
    }
    out.append(')');
  }
}
