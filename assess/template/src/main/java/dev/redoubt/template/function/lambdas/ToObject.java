package dev.redoubt.template.function.lambdas;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.objects.ObjectFromPairs;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;

/// `toObject(array, key, value)`: converts an array to an object; the first lambda returns the
/// property name of an element, the optional second one its value. The last of equal names is used.
final class ToObject implements TemplateFunction.Lazy {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY, ANY).optional(ANY);

  @Override
  public String name() {
    return "toObject";
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
        ? call.onArray(call.evaluate(0), array -> build(array, call))
        : CallOutcome.failed(problem);
  }

  private static CallOutcome build(ArrayValue array, LambdaCall call) {
    if (array.isOpen()) {
      return CallOutcome.of(call.residual(array));
    }
    ObjectFromPairs object = new ObjectFromPairs();
    for (int i = 0; i < array.size(); i++) {
      Value key = call.apply(1, array.get(i));
      if (key instanceof NullValue || !TypeHint.of(key).mayBe(STRING)) {
        return CallOutcome.failed("the lambda for keys must return string, not " + key.kind());
      }
      object.put(key, call.has(2) ? call.apply(2, array.get(i)) : array.get(i));
    }
    return object.outcome(() -> call.residual(array));
  }
}
