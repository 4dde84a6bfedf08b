package dev.redoubt.template.function.objects;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.ThreeValuedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Builds an object from name and value pairs in which names may be unknown. An unknown name may
/// repeat any earlier name and replace its value. Therefore only values added after it, and values
/// whose names it cannot equal, are certain, and the object is open.
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
      if (PartialString.equal(text, folded(name)) != ThreeValuedAnswer.NO) {
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

  /// Returns the object.
  ///
  /// @param rest the unknown for the whole object, used if a name is unknown
  public CallOutcome outcome(Supplier<Unknown> rest) {
    if (builder.size() > FunctionLimits.MAX_ELEMENTS) {
      return FunctionLimits.tooMany();
    }
    return CallOutcome.of(open ? builder.rest(rest.get()).build() : builder.build());
  }
}
