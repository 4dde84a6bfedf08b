package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.BicepExpression.Entry;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints a syntax tree as S-expressions.
final class SyntaxTreePrinter {

  private SyntaxTreePrinter() {}

  static String of(BicepFile file) {
    return file.statements().stream().map(SyntaxTreePrinter::of).collect(Collectors.joining("\n"));
  }

  static String of(Statement statement) {
    String decorators = decorators(statement.decorators());
    return decorators
        + switch (statement) {
          case Statement.TargetScope(_, var value, _) -> list("targetScope", of(value));
          case Statement.Metadata(_, var name, var value, _) ->
              list("metadata", name.text(), of(value));
          case Statement.Parameter(_, var name, var type, var value, _) ->
              list("param", name.text(), type(type), optional(value));
          case Statement.Variable(_, var name, var type, var value, _) ->
              list("var", name.text(), type(type), of(value));
          case Statement.Function(_, var name, var parameters, var result, var body, _) ->
              list(
                  "func",
                  name.text(),
                  parameters.stream()
                      .map(p -> p.name().text() + ":" + of(p.type()))
                      .collect(Collectors.joining(" ", "(", ")")),
                  of(result),
                  of(body));
          case Statement.TypeAlias(_, var name, var type, _) -> list("type", name.text(), of(type));
          case Statement.Resource(_, var name, var type, var existing, var body, _) ->
              list("resource", name.text(), of(type), existing ? "existing" : "", of(body));
          case Statement.Module(_, var name, var path, var body, _) ->
              list("module", name.text(), of(path), of(body));
          case Statement.Test(_, var name, var path, var body, _) ->
              list("test", name.text(), of(path), of(body));
          case Statement.Output(_, var name, var type, var value, _) ->
              list("output", name.text(), type(type), of(value));
          case Statement.Import(_, var symbols, var namespace, var path, _) ->
              list(
                  "import",
                  namespace == null
                      ? symbols.stream()
                          .map(s -> s.exported() + ">" + s.local().text())
                          .collect(Collectors.joining(" ", "{", "}"))
                      : "*>" + namespace.text(),
                  of(path));
          case Statement.Extension(_, var specification, var configuration, var alias, _) ->
              list(
                  "extension",
                  of(specification),
                  optional(configuration),
                  alias == null ? "" : "as " + alias.text());
          case Statement.Assert(_, var name, var value, _) ->
              list("assert", name.text(), of(value));
          case Statement.Using(_, var path, var configuration, _) ->
              list("using", path == null ? "none" : of(path), optional(configuration));
          case Statement.Extends(_, var path, _) -> list("extends", of(path));
          case Statement.ParameterAssignment(_, var name, var value, _) ->
              list("param=", name.text(), of(value));
          case Statement.ExtensionConfiguration(_, var alias, var configuration, _) ->
              list("extensionConfig", alias.text(), of(configuration));
        };
  }

  static String of(BicepExpression expression) {
    return switch (expression) {
      case BicepExpression.StringLiteral(var text, _) -> quoted(text);
      case BicepExpression.Interpolation(var texts, var holes, _) -> interpolation(texts, holes);
      case BicepExpression.IntegerLiteral(var value, _) -> Long.toString(value);
      case BicepExpression.BooleanLiteral(var value, _) -> Boolean.toString(value);
      case BicepExpression.NullLiteral _ -> "null";
      case BicepExpression.ArrayLiteral(var elements, _) -> all("[", elements, "]");
      case BicepExpression.ObjectLiteral(var entries, _) ->
          entries.stream().map(SyntaxTreePrinter::of).collect(Collectors.joining(" ", "{", "}"));
      case BicepExpression.Spread(var value, _) -> "..." + of(value);
      case BicepExpression.Name(var text, _) -> text;
      case BicepExpression.PropertyAccess(var target, var name, var safe, _) ->
          list(safe ? ".?" : ".", of(target), name);
      case BicepExpression.ElementAccess(var target, var index, var safe, var fromEnd, _) ->
          list("[" + (safe ? "?" : "") + (fromEnd ? "^" : "") + "]", of(target), of(index));
      case BicepExpression.ResourceAccess(var target, var name, _) -> list("::", of(target), name);
      case BicepExpression.Call(var function, var arguments, _) ->
          all(list("call", function).replace(")", " "), arguments, ")");
      case BicepExpression.InstanceCall(var target, var function, var arguments, _) ->
          all("(call " + of(target) + "." + function + " ", arguments, ")");
      case BicepExpression.Unary(var operator, var operand, _) ->
          list(operator.text(), of(operand));
      case BicepExpression.Binary(var operator, var left, var right, _) ->
          list(operator.text(), of(left), of(right));
      case BicepExpression.Ternary(var condition, var yes, var no, _) ->
          list("?", of(condition), of(yes), of(no));
      case BicepExpression.NonNull(var operand, _) -> list("nonnull", of(operand));
      case BicepExpression.Parenthesized(var inner, _) -> list("paren", of(inner));
      case BicepExpression.Lambda(var parameters, var body, _) ->
          list(
              "=>",
              parameters.stream().map(Identifier::text).collect(Collectors.joining(" ", "(", ")")),
              of(body));
      case BicepExpression.For(var item, var index, var source, var body, _) ->
          list(
              "for",
              index == null ? item.text() : item.text() + "," + index.text(),
              of(source),
              of(body));
      case BicepExpression.If(var condition, var body, _) -> list("if", of(condition), of(body));
      case BicepExpression.Missing _ -> "<missing>";
    };
  }

  private static String of(Entry entry) {
    return switch (entry) {
      case BicepExpression.Property(var key, var value) -> of(key) + ":" + of(value);
      case BicepExpression.SpreadEntry(var value, _) -> "..." + of(value);
      case BicepExpression.NestedResource(var resource) -> of(resource);
    };
  }

  static String of(BicepType type) {
    return switch (type) {
      case BicepType.Named(var name, _) -> name;
      case BicepType.PropertyOf(var target, var name, _) -> list(".", of(target), name);
      case BicepType.AdditionalPropertiesOf(var target, _) -> list(".*", of(target));
      case BicepType.ItemOf(var target, var index, _) ->
          list("[]", of(target), Long.toString(index));
      case BicepType.ElementOf(var target, _) -> list("[*]", of(target));
      case BicepType.ArrayOf(var element, _) -> list("array", of(element));
      case BicepType.Tuple(var items, _) ->
          items.stream()
              .map(item -> decorators(item.decorators()) + of(item.type()))
              .collect(Collectors.joining(" ", "[", "]"));
      case BicepType.ObjectOf(var properties, var additional, var decorators, _) ->
          properties.stream()
                  .map(p -> decorators(p.decorators()) + p.name() + ":" + of(p.type()))
                  .collect(Collectors.joining(" ", "{", ""))
              + (additional == null
                  ? "}"
                  : " " + decorators(decorators) + "*:" + of(additional) + "}");
      case BicepType.Union(var members, _) ->
          members.stream().map(SyntaxTreePrinter::of).collect(Collectors.joining(" ", "(| ", ")"));
      case BicepType.Nullable(var inner, _) -> list("nullable", of(inner));
      case BicepType.NonNullable(var inner, _) -> list("nonnull", of(inner));
      case BicepType.StringLiteral(var text, _) -> quoted(text);
      case BicepType.IntegerLiteral(var value, _) -> Long.toString(value);
      case BicepType.BooleanLiteral(var value, _) -> Boolean.toString(value);
      case BicepType.NullLiteral _ -> "null";
      case BicepType.Unary(var operator, var operand, _) -> list(operator.text(), of(operand));
      case BicepType.Parameterized(var namespace, var name, var arguments, _) ->
          (namespace == null ? "" : namespace + ".")
              + name
              + arguments.stream()
                  .map(SyntaxTreePrinter::of)
                  .collect(Collectors.joining(",", "<", ">"));
      case BicepType.OfResource(var resource, _) ->
          list("resource", resource == null ? "" : quoted(resource));
      case BicepType.Missing _ -> "<missing>";
    };
  }

  private static String decorators(List<Decorator> decorators) {
    return decorators.stream()
        .map(
            decorator ->
                all(
                    "@"
                        + (decorator.namespace() == null ? "" : decorator.namespace() + ".")
                        + decorator.name()
                        + "(",
                    decorator.arguments(),
                    ") "))
        .collect(Collectors.joining());
  }

  private static String interpolation(List<String> texts, List<BicepExpression> holes) {
    StringBuilder printed = new StringBuilder("\"").append(escaped(texts.getFirst()));
    for (int i = 0; i < holes.size(); i++) {
      printed.append("${").append(of(holes.get(i))).append('}').append(escaped(texts.get(i + 1)));
    }
    return printed.append('"').toString();
  }

  private static String quoted(String text) {
    return "\"" + escaped(text) + "\"";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }

  private static String optional(@Nullable BicepExpression expression) {
    return expression == null ? "" : of(expression);
  }

  private static String type(@Nullable BicepType type) {
    return type == null ? "" : of(type);
  }

  private static String all(String before, List<BicepExpression> parts, String after) {
    return parts.stream()
        .map(SyntaxTreePrinter::of)
        .collect(Collectors.joining(" ", before, after));
  }

  private static String list(String... parts) {
    return List.of(parts).stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" ", "(", ")"));
  }
}
