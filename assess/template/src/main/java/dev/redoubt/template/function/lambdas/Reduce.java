package dev.redoubt.template.function.lambdas;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;

/// `reduce(array, start, lambda)`: combines a start value with each element (and optionally its
/// index) in order. If unknown values would nest too deeply, the call remains a residual
/// expression.
final class Reduce implements TemplateFunction.Lazy {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY, ANY, ANY);

  @Override
  public String name() {
    return "reduce";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public CallOutcome call(
      List<TemplateExpression> arguments, TemplateFunction.Evaluation evaluation, Origin origin) {
    LambdaCall call = new LambdaCall(this, arguments, evaluation, origin);
    String problem = call.check(2, 2, 3);
    return problem == null
        ? call.onArray(call.evaluate(0), array -> reduce(array, call))
        : CallOutcome.failed(problem);
  }

  private static CallOutcome reduce(ArrayValue array, LambdaCall call) {
    if (array.isOpen()) {
      return CallOutcome.of(call.residual(array));
    }
    Value sofar = call.evaluate(1);
    for (int i = 0; i < array.size(); i++) {
      sofar = call.applyAt(2, i, 2, sofar, array.get(i));
      if (i >= FunctionLimits.MAX_NESTING && sofar instanceof Unknown) {
        return CallOutcome.of(call.residual(array));
      }
    }
    return CallOutcome.of(sofar);
  }
}
