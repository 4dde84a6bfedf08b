package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.arm.PipelineToken;
import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.BinaryOperator;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lowers Bicep expressions to template expressions, as the compiler does: interpolation becomes
/// `format`, `a ?? b` becomes `coalesce`, a name becomes `parameters('x')` or `variables('x')`.
/// References to resources and modules are lowered by [MemberAccessLowering].
///
/// Source of the rules: the compiler's `ExpressionConverter` and `ExpressionBuilder`, November
/// 2026.
final class ExpressionLowering {

  private final FileContext file;
  private final MemberAccessLowering accesses;
  private final CallLowering calls;

  ExpressionLowering(FileContext file) {
    this.file = file;
    this.accesses = new MemberAccessLowering(file, this);
    this.calls = new CallLowering(file, this, accesses);
  }

  MemberAccessLowering accesses() {
    return accesses;
  }

  /// An expression where no loop is allowed.
  TemplateExpression lower(BicepExpression written, LoweringContext place) {
    return lower(written, place, null);
  }

  /// An expression that may be a loop.
  ///
  /// @param loop the name of the loop, if the expression is one; null where no loop is allowed
  TemplateExpression lower(BicepExpression written, LoweringContext place, @Nullable String loop) {
    if (!file.spend()) {
      return file.tooMany(written.origin());
    }
    return switch (written) {
      case BicepExpression.StringLiteral(var text, var at) ->
          new TemplateExpression.Literal(PipelineToken.replaced(text, at));
      case BicepExpression.Interpolation it -> interpolation(it, place);
      case BicepExpression.IntegerLiteral(var value, var at) -> FunctionCalls.number(value, at);
      case BicepExpression.BooleanLiteral(var value, var at) ->
          new TemplateExpression.Literal(BooleanValue.of(value).at(at));
      case BicepExpression.NullLiteral(var at) -> FunctionCalls.nothing(at);
      case BicepExpression.ArrayLiteral it -> array(it, place);
      case BicepExpression.ObjectLiteral it -> object(it, place);
      case BicepExpression.Parenthesized(var inner, _) -> lower(inner, place, loop);
      case BicepExpression.NonNull(var operand, _) -> lower(operand, place);
      case BicepExpression.Unary it -> unary(it, place);
      case BicepExpression.Binary it -> binary(it, place);
      case BicepExpression.Ternary(var condition, var yes, var no, var at) ->
          FunctionCalls.call(
              "if", at, lower(condition, place), lower(yes, place), lower(no, place));
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
              "a `for` expression is only supported as the value of a property, variable or output",
              it.origin());
      case BicepExpression.If it ->
          file.invalid("`if` is only supported as the body of a resource or a module", it.origin());
      case BicepExpression.Spread(_, var at) ->
          file.invalid("`...` is only supported in an array or an object", at);
      case BicepExpression.Missing(var at) -> file.unread(at);
    };
  }

  /// A text with expressions. Tokens in the text become expressions as well.
  private TemplateExpression interpolation(
      BicepExpression.Interpolation written, LoweringContext place) {
    List<String> texts = new ArrayList<>();
    List<TemplateExpression> holes = new ArrayList<>();
    List<TemplateExpression> expressions = lowerAll(written.expressions(), place);
    for (int i = 0; i < written.texts().size(); i++) {
      Value text = PipelineToken.replaced(written.texts().get(i), written.origin());
      if (text instanceof StringValue(var known, _)) {
        texts.add(known);
      } else {
        texts.add("");
        holes.add(new TemplateExpression.Literal(text));
        texts.add("");
      }
      if (i < expressions.size()) {
        holes.add(expressions.get(i));
      }
    }
    return FunctionCalls.format(texts, holes, written.origin());
  }

  List<TemplateExpression> lowerAll(List<BicepExpression> written, LoweringContext place) {
    List<TemplateExpression> lowered = new ArrayList<>(written.size());
    for (BicepExpression each : written) {
      lowered.add(lower(each, place));
    }
    return lowered;
  }

  /// A loop over an array: `copyIndex('name')` is its index.
  private TemplateExpression loop(BicepExpression.For written, LoweringContext place, String name) {
    Origin at = written.origin();
    TemplateExpression source = lower(written.source(), place);
    TemplateExpression index = FunctionCalls.call("copyIndex", at, FunctionCalls.text(name, at));
    TemplateExpression body = lower(written.body(), bind(written, source, index, place), name);
    return new TemplateExpression.Loop(name, FunctionCalls.call("length", at, source), body, at);
  }

  /// Binds the item and index of a loop.
  static LoweringContext bind(
      BicepExpression.For loop,
      TemplateExpression source,
      TemplateExpression index,
      LoweringContext place) {
    TemplateExpression item = FunctionCalls.member(source, index, loop.item().origin());
    LoweringContext bound = place.bind(loop.item().text(), item);
    return loop.index() == null ? bound : bound.bind(loop.index().text(), index);
  }

  /// @param ofModules whether the first parameter is a module
  TemplateExpression lambda(
      BicepExpression.Lambda written, LoweringContext place, boolean ofModules) {
    LoweringContext inner = place;
    List<String> names = new ArrayList<>();
    for (var parameter : written.parameters()) {
      Origin at = parameter.origin();
      TemplateExpression variable =
          FunctionCalls.call("lambdaVariables", at, FunctionCalls.text(parameter.text(), at));
      inner =
          ofModules && names.isEmpty()
              ? inner.bindModule(parameter.text(), variable)
              : inner.bind(parameter.text(), variable);
      names.add(parameter.text());
    }
    return new TemplateExpression.Lambda(names, lower(written.body(), inner), written.origin());
  }

  private TemplateExpression unary(BicepExpression.Unary written, LoweringContext place) {
    Origin at = written.origin();
    return switch (written.operator()) {
      case NOT -> FunctionCalls.call("not", at, lower(written.operand(), place));
      case MINUS ->
          written.operand() instanceof BicepExpression.IntegerLiteral(var value, _)
              ? FunctionCalls.number(-value, at)
              : FunctionCalls.call(
                  "sub", at, FunctionCalls.number(0, at), lower(written.operand(), place));
    };
  }

  private TemplateExpression binary(BicepExpression.Binary written, LoweringContext place) {
    Origin at = written.origin();
    TemplateExpression left = lower(written.left(), place);
    TemplateExpression right = lower(written.right(), place);
    return switch (written.operator()) {
      case NOT_EQUAL ->
          FunctionCalls.call("not", at, FunctionCalls.call("equals", at, left, right));
      case EQUAL_IGNORING_CASE -> equalsIgnoringCase(left, right, at);
      case NOT_EQUAL_IGNORING_CASE ->
          FunctionCalls.call("not", at, equalsIgnoringCase(left, right, at));
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
          FunctionCalls.call(functionOf(written.operator()), at, left, right);
    };
  }

  private static TemplateExpression equalsIgnoringCase(
      TemplateExpression left, TemplateExpression right, Origin at) {
    return FunctionCalls.call(
        "equals",
        at,
        FunctionCalls.call("toLower", at, left),
        FunctionCalls.call("toLower", at, right));
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

  private TemplateExpression array(BicepExpression.ArrayLiteral written, LoweringContext place) {
    List<TemplateExpression> chunks = new ArrayList<>();
    List<TemplateExpression> chunk = new ArrayList<>();
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
    return FunctionCalls.call("flatten", written.origin(), arrayOf(chunks, written.origin()));
  }

  private static void addArray(
      List<TemplateExpression> chunk, List<TemplateExpression> chunks, Origin at) {
    if (!chunk.isEmpty()) {
      chunks.add(arrayOf(chunk, at));
      chunk.clear();
    }
  }

  private static TemplateExpression arrayOf(List<TemplateExpression> elements, Origin at) {
    List<Value> values = new ArrayList<>(elements.size());
    for (TemplateExpression element : elements) {
      if (!(element instanceof TemplateExpression.Literal(var value))) {
        return new TemplateExpression.ArrayOf(elements, at);
      }
      values.add(value);
    }
    return new TemplateExpression.Literal(ArrayValue.of(values, at));
  }

  private TemplateExpression object(BicepExpression.ObjectLiteral written, LoweringContext place) {
    List<TemplateExpression> chunks = new ArrayList<>();
    List<TemplateExpression.Entry> chunk = new ArrayList<>();
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
    return FunctionCalls.call("shallowMerge", written.origin(), arrayOf(chunks, written.origin()));
  }

  TemplateExpression.Entry entry(BicepExpression.Property property, LoweringContext place) {
    String name = property.literalName();
    return new TemplateExpression.Entry(
        lower(property.key(), place), lower(property.value(), place, name == null ? "" : name));
  }

  private static void addObject(
      List<TemplateExpression.Entry> chunk, List<TemplateExpression> chunks, Origin at) {
    if (!chunk.isEmpty()) {
      chunks.add(objectOf(chunk, at));
      chunk.clear();
    }
  }

  static TemplateExpression objectOf(List<TemplateExpression.Entry> entries, Origin at) {
    ObjectValue.Builder values = ObjectValue.builder().origin(at);
    for (TemplateExpression.Entry entry : entries) {
      if (!(entry.key() instanceof TemplateExpression.Literal(StringValue name))
          || !(entry.value() instanceof TemplateExpression.Literal(var value))) {
        return new TemplateExpression.ObjectOf(entries, at);
      }
      values.put(name.text(), value);
    }
    return new TemplateExpression.Literal(values.build());
  }

  /// The value of a compile-time constant; null for any other expression.
  @Nullable Value constant(BicepExpression written, LoweringContext place) {
    return calls.constant(written, place);
  }
}
