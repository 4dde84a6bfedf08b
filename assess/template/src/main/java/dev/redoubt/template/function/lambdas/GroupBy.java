package dev.redoubt.template.function.lambdas;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `groupBy(array, key, value)`: groups the elements of an array by the key that the first lambda
/// returns; the optional second lambda maps the elements.
final class GroupBy implements TemplateFunction.Lazy {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY, ANY).optional(ANY);

  @Override
  public String name() {
    return "groupBy";
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
        ? call.onArray(call.evaluate(0), array -> group(array, call))
        : CallOutcome.failed(problem);
  }

  private static CallOutcome group(ArrayValue array, LambdaCall call) {
    Map<String, List<Value>> groups = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    if (array.isOpen()) {
      return CallOutcome.of(call.residual(array));
    }
    for (int i = 0; i < array.size(); i++) {
      Value key = call.apply(1, array.get(i));
      if (key instanceof Unknown unknown && unknown.type().mayBe(STRING)) {
        return CallOutcome.of(call.residual(array));
      }
      if (!(key instanceof StringValue(var name, _))) {
        return CallOutcome.failed("the lambda for keys must return string, not " + key.kind());
      }
      List<Value> group = groups.get(PropertyName.folded(name));
      if (group == null) {
        group = new ArrayList<>();
        groups.put(PropertyName.folded(name), group);
        names.add(name);
      }
      group.add(call.has(2) ? call.apply(2, array.get(i)) : array.get(i));
    }
    ObjectValue.Builder grouped = ObjectValue.builder();
    int next = 0;
    for (List<Value> group : groups.values()) {
      grouped.put(names.get(next++), ArrayValue.of(group));
    }
    return CallOutcome.of(grouped.build());
  }
}
