package dev.redoubt.template.function.lambdas;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.OBJECT;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;

/// `mapValues(object, lambda)`: applies a lambda to each property value of an object.
final class MapValues implements TemplateFunction.Lazy {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(OBJECT, ANY);

  @Override
  public String name() {
    return "mapValues";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return OBJECT;
  }

  @Override
  public CallOutcome call(
      List<TemplateExpression> arguments, TemplateFunction.Evaluation evaluation, Origin origin) {
    LambdaCall call = new LambdaCall(this, arguments, evaluation, origin);
    String problem = call.check(1, 1, 1);
    return problem == null
        ? call.onObject(call.evaluate(0), object -> map(object, call))
        : CallOutcome.failed(problem);
  }

  private static CallOutcome map(ObjectValue object, LambdaCall call) {
    ObjectValue.Builder mapped = ObjectValue.builder();
    for (int i = 0; i < object.size(); i++) {
      mapped.put(object.nameAt(i), call.apply(1, object.valueAt(i)));
    }
    if (object.rest() != null) {
      mapped.rest(call.residual(object.rest()));
    }
    return CallOutcome.of(mapped.build());
  }
}
