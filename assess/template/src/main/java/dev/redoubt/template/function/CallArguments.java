package dev.redoubt.template.function;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.List;

/// The arguments of a function call, checked against the signature.
///
/// The typed getters require a type that the signature guarantees.
///
/// @param origin the location of the call
public record CallArguments(List<Value> values, Origin origin) {

  public CallArguments {
    values = List.copyOf(values);
  }

  public int size() {
    return values.size();
  }

  public boolean has(int index) {
    return index < values.size();
  }

  public Value get(int index) {
    return values.get(index);
  }

  public String text(int index) {
    return ((StringValue) values.get(index)).text();
  }

  public String text(int index, String defaultValue) {
    return has(index) ? text(index) : defaultValue;
  }

  public long integer(int index) {
    return ((NumberValue) values.get(index)).integer();
  }

  public long integer(int index, long defaultValue) {
    return has(index) ? integer(index) : defaultValue;
  }

  public ArrayValue array(int index) {
    return (ArrayValue) values.get(index);
  }

  public ObjectValue object(int index) {
    return (ObjectValue) values.get(index);
  }
}
