package dev.redoubt.template.function.strings;

import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import java.util.List;

/// Concatenates scalar values to a string of at most [FunctionLimits#MAX_TEXT] characters.
public final class StringConcatenation {

  private StringConcatenation() {}

  public static CallOutcome of(List<Value> parts, Origin origin) {
    long length = 0;
    boolean known = true;
    for (Value part : parts) {
      if (part instanceof StringValue string) {
        length += string.text().length();
      } else if (part instanceof Unknown(ResidualExpression.Text(var some), _, _, _, _)) {
        for (Value each : some) {
          length += each instanceof StringValue string ? string.text().length() : 0;
        }
        known = false;
      } else {
        known &= !(part instanceof Unknown);
      }
    }
    if (length > FunctionLimits.MAX_TEXT) {
      return FunctionLimits.tooLong();
    }
    if (!known) {
      return CallOutcome.of(Unknown.text(parts, origin));
    }
    StringBuilder joined = new StringBuilder((int) length);
    for (Value part : parts) {
      joined.append(part instanceof StringValue string ? string.text() : JsonWriter.asText(part));
    }
    return CallOutcome.of(StringValue.of(joined.toString()));
  }
}
