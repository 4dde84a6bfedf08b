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

/// `sort(array, lambda)`: sorts an array; the lambda returns whether its first argument is less
/// than its second. The sort is stable.
final class Sort implements TemplateFunction.Lazy {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY, ANY);

  @Override
  public String name() {
    return "sort";
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
    String problem = call.check(1, 2, 2);
    return problem == null
        ? call.onArray(call.evaluate(0), array -> sort(array, call))
        : CallOutcome.failed(problem);
  }

  private static CallOutcome sort(ArrayValue array, LambdaCall call) {
    if (array.isOpen()) {
      return CallOutcome.of(call.residual(array));
    }
    Merge merge = new Merge(call);
    List<Value> sorted = merge.sort(array.elements());
    if (merge.problem != null) {
      return CallOutcome.failed(merge.problem);
    }
    return CallOutcome.of(merge.undecided ? call.residual(array) : ArrayValue.of(sorted));
  }

  /// A merge sort, because the lambda need not be a valid order, for which the library's sort may
  /// throw.
  private static final class Merge {

    private final LambdaCall call;
    private boolean undecided;
    private @Nullable String problem;

    Merge(LambdaCall call) {
      this.call = call;
    }

    List<Value> sort(List<Value> values) {
      if (values.size() < 2 || undecided || problem != null) {
        return values;
      }
      int middle = values.size() / 2;
      List<Value> left = sort(values.subList(0, middle));
      List<Value> right = sort(values.subList(middle, values.size()));
      List<Value> merged = new ArrayList<>(values.size());
      int i = 0;
      int j = 0;
      while (i < left.size() && j < right.size()) {
        merged.add(isBefore(right.get(j), left.get(i)) ? right.get(j++) : left.get(i++));
      }
      merged.addAll(left.subList(i, left.size()));
      merged.addAll(right.subList(j, right.size()));
      return merged;
    }

    private boolean isBefore(Value one, Value other) {
      if (undecided || problem != null) {
        return false;
      }
      Value answer = call.apply(1, one, other);
      if (answer instanceof BooleanValue(var truth, _)) {
        return truth;
      }
      if (answer instanceof Unknown unknown && unknown.type().mayBe(BOOL)) {
        undecided = true;
      } else {
        problem = "the lambda must return bool, not " + answer.kind();
      }
      return false;
    }
  }
}
