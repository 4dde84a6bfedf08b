package dev.redoubt.template.function.lambdas;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
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
import org.jspecify.annotations.Nullable;

/// `filter(array, lambda)`: returns the elements for which the lambda is true. If the lambda is
/// unknown for an element, the element may or may not be included, so the result is open.
final class Filter implements TemplateFunction.Lazy {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY, ANY);

  @Override
  public String name() {
    return "filter";
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
        ? call.onArray(call.evaluate(0), array -> filter(array, call, origin))
        : CallOutcome.failed(problem);
  }

  private static CallOutcome filter(ArrayValue array, LambdaCall call, Origin origin) {
    boolean indexed = call.lambda(1).parameters().size() > 1;
    if (array.isOpen() && indexed) {
      return CallOutcome.of(call.residual(array));
    }
    List<Value> kept = new ArrayList<>();
    List<Value> unsure = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      Value answer = call.applyAt(1, i, 1, array.get(i));
      if (answer instanceof BooleanValue(var truth, _)) {
        if (truth) {
          kept.add(array.get(i));
        }
      } else if (answer instanceof Unknown unknown && unknown.type().mayBe(BOOL)) {
        unsure.add(array.get(i));
      } else {
        return CallOutcome.failed("the lambda must return bool, not " + answer.kind());
      }
    }
    if (unsure.isEmpty() && !array.isOpen()) {
      return CallOutcome.of(ArrayValue.of(kept));
    }
    // the index of an element counts those that are left out
    Unknown whole = call.residual(array);
    if (indexed || (kept.isEmpty() && array.isOpen())) {
      return CallOutcome.of(whole);
    }
    Unknown rest = call.residual(others(unsure, array.rest(), origin));
    return CallOutcome.of(kept.isEmpty() ? rest : ArrayValue.open(kept, rest, whole, origin));
  }

  private static Value others(List<Value> unsure, @Nullable Unknown rest, Origin origin) {
    if (rest == null) {
      return ArrayValue.of(unsure);
    }
    return unsure.isEmpty() ? rest : ArrayValue.open(unsure, rest, origin);
  }
}
