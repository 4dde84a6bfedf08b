package dev.redoubt.template.function.objects;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.PartialAnswer;
import dev.redoubt.template.function.PartialString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Builds an object of pairs in which names may be unknown. A name that is not known may repeat any
/// earlier one and replace its value, so that only values given after it, and those whose names it
/// cannot be, are certain; the object is then open.
public final class ObjectFromPairs {

  private final ObjectValue.Builder builder = ObjectValue.builder();
  private boolean open;

  public void put(Value name, Value value) {
    if (name instanceof StringValue(var text, _)) {
      builder.put(text, value);
      return;
    }
    open = true;
    ObjectValue sofar = builder.build();
    for (int i = 0; i < sofar.size(); i++) {
      PartialString text = PartialString.of(StringValue.of(PropertyName.folded(sofar.nameAt(i))));
      if (PartialString.equal(text, folded(name)) != PartialAnswer.NO) {
        builder.remove(sofar.nameAt(i));
      }
    }
  }

  private static PartialString folded(Value name) {
    List<Value> parts = new ArrayList<>();
    for (Value part : PartialString.of(name).parts()) {
      parts.add(
          part instanceof StringValue(var text, _)
              ? StringValue.of(PropertyName.folded(text))
              : part);
    }
    return new PartialString(parts);
  }

  /// The object made.
  ///
  /// @param rest what stands for the whole, where a name is not known
  public CallOutcome outcome(Supplier<Unknown> rest) {
    if (builder.size() > FunctionLimits.MAX_ELEMENTS) {
      return FunctionLimits.tooMany();
    }
    return CallOutcome.of(open ? builder.rest(rest.get()).build() : builder.build());
  }
}
