package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.BinaryOperator;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings expressions of Bicep into the template language, as the compiler does: an interpolation
/// becomes `format`, `a ?? b` becomes `coalesce`, a name `parameters('x')` or `variables('x')`.
/// What stands for resources and modules is in [AccessLowering].
///
/// Source of the rules: the compiler's `ExpressionConverter` and `ExpressionBuilder`, November
/// 2026.
final class ExpressionLowering {

  private final FileContext file;
  private final AccessLowering accesses;
  private final CallLowering calls;

  ExpressionLowering(FileContext file) {
    this.file = file;
    this.accesses = new AccessLowering(file, this);
    this.calls = new CallLowering(file, this, accesses);
  }

  AccessLowering accesses() {
    return accesses;
  }

  /// An expression where no loop may stand.
  Expression lower(BicepExpression written, Place place) {
    return lower(written, place, null);
  }

  /// An expression that may be a loop.
  ///
  /// @param loop what to call the loop if it is one; null where none may stand
  Expression lower(BicepExpression written, Place place, @Nullable String loop) {
    if (!file.spend()) {
      return file.tooMany(written.origin());
    }
    return switch (written) {
      case BicepExpression.StringLiteral(var text, var at) -> Calls.text(text, at);
      case BicepExpression.Interpolation it ->
          Calls.format(it.texts(), lowerAll(it.holes(), place), it.origin());
      case BicepExpression.IntegerLiteral(var value, var at) -> Calls.number(value, at);
      case BicepExpression.BooleanLiteral(var value, var at) ->
          new Expression.Literal(BooleanValue.of(value).at(at));
      case BicepExpression.NullLiteral(var at) -> Calls.nothing(at);
      case BicepExpression.ArrayLiteral it -> array(it, place);
      case BicepExpression.ObjectLiteral it -> object(it, place);
      case BicepExpression.Parenthesized(var inner, _) -> lower(inner, place, loop);
      case BicepExpression.NonNull(var operand, _) -> lower(operand, place);
      case BicepExpression.Unary it -> unary(it, place);
      case BicepExpression.Binary it -> binary(it, place);
      case BicepExpression.Ternary(var condition, var yes, var no, var at) ->
          Calls.call("if", at, lower(condition, place), lower(yes, place), lower(no, place));
      case BicepExpression.Name it -> accesses.name(it, place);
      case BicepExpression.PropertyAccess it -> accesses.property(it, place);
      case BicepExpression.ElementAccess it -> accesses.element(it, place);
      case BicepExpression.ResourceAccess it -> accesses.resource(it, place);
      case BicepExpression.Call it -> calls.call(it, place);
      case BicepExpression.InstanceCall it -> calls.instanceCall(it, place);
      case BicepExpression.Lambda it -> lambda(it, place, false);
      case BicepExpression.For it when loop != null -> loop(it, place, loop);
      case BicepExpression.For it ->
          file.invalid(
              "a loop can only be the value of a property, variable or output", it.origin());
      case BicepExpression.If it ->
          file.invalid("`if` can only be the body of a resource or a module", it.origin());
      case BicepExpression.Spread(_, var at) ->
          file.invalid("`...` can only stand in an array or an object", at);
      case BicepExpression.Missing(var at) -> file.unread(at);
    };
  }

  List<Expression> lowerAll(List<BicepExpression> written, Place place) {
    List<Expression> lowered = new ArrayList<>(written.size());
    for (BicepExpression each : written) {
      lowered.add(lower(each, place));
    }
    return lowered;
  }

  /// A loop over an array: `copyIndex('name')` is its index.
  private Expression loop(BicepExpression.For written, Place place, String name) {
    Origin at = written.origin();
    Expression source = lower(written.source(), place);
    Expression index = Calls.call("copyIndex", at, Calls.text(name, at));
    Expression body = lower(written.body(), bind(written, source, index, place), name);
    return new Expression.Loop(name, Calls.call("length", at, source), body, at);
  }

  /// Binds item and index of a loop.
  static Place bind(BicepExpression.For loop, Expression source, Expression index, Place place) {
    Expression item = Calls.member(source, index, loop.item().origin());
    Place bound = place.bind(loop.item().text(), item);
    return loop.index() == null ? bound : bound.bind(loop.index().text(), index);
  }

  /// @param ofModules whether the first parameter stands for a module
  Expression lambda(BicepExpression.Lambda written, Place place, boolean ofModules) {
    Place inner = place;
    List<String> names = new ArrayList<>();
    for (var parameter : written.parameters()) {
      Origin at = parameter.origin();
      Expression variable = Calls.call("lambdaVariables", at, Calls.text(parameter.text(), at));
      inner =
          ofModules && names.isEmpty()
              ? inner.bindModule(parameter.text(), variable)
              : inner.bind(parameter.text(), variable);
      names.add(parameter.text());
    }
    return new Expression.Lambda(names, lower(written.body(), inner), written.origin());
  }

  private Expression unary(BicepExpression.Unary written, Place place) {
    Origin at = written.origin();
    return switch (written.operator()) {
      case NOT -> Calls.call("not", at, lower(written.operand(), place));
      case MINUS ->
          written.operand() instanceof BicepExpression.IntegerLiteral(var value, _)
              ? Calls.number(-value, at)
              : Calls.call("sub", at, Calls.number(0, at), lower(written.operand(), place));
    };
  }

  private Expression binary(BicepExpression.Binary written, Place place) {
    Origin at = written.origin();
    Expression left = lower(written.left(), place);
    Expression right = lower(written.right(), place);
    return switch (written.operator()) {
      case NOT_EQUAL -> Calls.call("not", at, Calls.call("equals", at, left, right));
      case EQUAL_IGNORING_CASE -> equalsIgnoringCase(left, right, at);
      case NOT_EQUAL_IGNORING_CASE -> Calls.call("not", at, equalsIgnoringCase(left, right, at));
      case COALESCE,
          OR,
          AND,
          EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          MODULO ->
          Calls.call(functionOf(written.operator()), at, left, right);
    };
  }

  private static Expression equalsIgnoringCase(Expression left, Expression right, Origin at) {
    return Calls.call(
        "equals", at, Calls.call("toLower", at, left), Calls.call("toLower", at, right));
  }

  private static String functionOf(BinaryOperator operator) {
    return switch (operator) {
      case COALESCE -> "coalesce";
      case OR -> "or";
      case AND -> "and";
      case EQUAL, NOT_EQUAL, EQUAL_IGNORING_CASE, NOT_EQUAL_IGNORING_CASE -> "equals";
      case LESS -> "less";
      case LESS_OR_EQUAL -> "lessOrEquals";
      case GREATER -> "greater";
      case GREATER_OR_EQUAL -> "greaterOrEquals";
      case PLUS -> "add";
      case MINUS -> "sub";
      case TIMES -> "mul";
      case DIVIDE -> "div";
      case MODULO -> "mod";
    };
  }

  private Expression array(BicepExpression.ArrayLiteral written, Place place) {
    List<Expression> chunks = new ArrayList<>();
    List<Expression> chunk = new ArrayList<>();
    boolean spread = false;
    for (BicepExpression element : written.elements()) {
      if (element instanceof BicepExpression.Spread(var value, _)) {
        spread = true;
        addArray(chunk, chunks, written.origin());
        chunks.add(lower(value, place));
      } else {
        chunk.add(lower(element, place));
      }
    }
    if (!spread) {
      return arrayOf(chunk, written.origin());
    }
    addArray(chunk, chunks, written.origin());
    return Calls.call("flatten", written.origin(), arrayOf(chunks, written.origin()));
  }

  private static void addArray(List<Expression> chunk, List<Expression> chunks, Origin at) {
    if (!chunk.isEmpty()) {
      chunks.add(arrayOf(chunk, at));
      chunk.clear();
    }
  }

  private static Expression arrayOf(List<Expression> elements, Origin at) {
    List<Value> values = new ArrayList<>(elements.size());
    for (Expression element : elements) {
      if (!(element instanceof Expression.Literal(var value))) {
        return new Expression.ArrayOf(elements, at);
      }
      values.add(value);
    }
    return new Expression.Literal(ArrayValue.of(values, at));
  }

  private Expression object(BicepExpression.ObjectLiteral written, Place place) {
    List<Expression> chunks = new ArrayList<>();
    List<Expression.Entry> chunk = new ArrayList<>();
    boolean spread = false;
    for (BicepExpression.Entry entry : written.entries()) {
      switch (entry) {
        case BicepExpression.Property property -> chunk.add(entry(property, place));
        case BicepExpression.SpreadEntry(var value, _) -> {
          spread = true;
          addObject(chunk, chunks, written.origin());
          chunks.add(lower(value, place));
        }
        case BicepExpression.NestedResource _ -> {}
      }
    }
    if (!spread) {
      return objectOf(chunk, written.origin());
    }
    addObject(chunk, chunks, written.origin());
    return Calls.call("shallowMerge", written.origin(), arrayOf(chunks, written.origin()));
  }

  Expression.Entry entry(BicepExpression.Property property, Place place) {
    String name = property.literalName();
    return new Expression.Entry(
        lower(property.key(), place), lower(property.value(), place, name == null ? "" : name));
  }

  private static void addObject(List<Expression.Entry> chunk, List<Expression> chunks, Origin at) {
    if (!chunk.isEmpty()) {
      chunks.add(objectOf(chunk, at));
      chunk.clear();
    }
  }

  static Expression objectOf(List<Expression.Entry> entries, Origin at) {
    ObjectValue.Builder values = ObjectValue.builder().origin(at);
    for (Expression.Entry entry : entries) {
      if (!(entry.key() instanceof Expression.Literal(StringValue name))
          || !(entry.value() instanceof Expression.Literal(var value))) {
        return new Expression.ObjectOf(entries, at);
      }
      values.put(name.text(), value);
    }
    return new Expression.Literal(values.build());
  }

  /// The value of an expression that asks for nothing of the deployment, or null.
  @Nullable Value constant(BicepExpression written, Place place) {
    return calls.constant(written, place);
  }
}
