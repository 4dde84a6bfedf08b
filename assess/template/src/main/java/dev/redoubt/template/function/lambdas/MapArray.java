package dev.redoubt.template.function.lambdas;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;

/// `map(array, lambda)`: applies a lambda to each element (and optionally its index).
final class MapArray implements TemplateFunction.Lazy {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY, ANY);

  @Override
  public String name() {
    return "map";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ARRAY;
  }

  @Override
  public CallOutcome call(
      List<TemplateExpression> arguments, TemplateFunction.Evaluation evaluation, Origin origin) {
    LambdaCall call = new LambdaCall(this, arguments, evaluation, origin);
    String problem = call.check(1, 1, 2);
    return problem == null
        ? call.onArray(call.evaluate(0), array -> map(array, call, origin))
        : CallOutcome.failed(problem);
  }

  /// The positions of the elements of an open array are unknown, and so are their indexes.
  private static CallOutcome map(ArrayValue array, LambdaCall call, Origin origin) {
    if (array.isOpen() && call.lambda(1).parameters().size() > 1) {
      return CallOutcome.of(call.residual(array));
    }
    List<Value> mapped = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      mapped.add(call.applyAt(1, i, 1, array.get(i)));
    }
    Unknown rest = array.rest();
    if (rest == null) {
      return CallOutcome.of(ArrayValue.of(mapped));
    }
    return CallOutcome.of(
        array.whole() == null
            ? ArrayValue.open(mapped, call.residual(rest), origin)
            : ArrayValue.open(mapped, call.residual(rest), call.residual(array), origin));
  }
}
