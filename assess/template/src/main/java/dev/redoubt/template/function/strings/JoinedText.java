package dev.redoubt.template.function.strings;

import dev.redoubt.estate.Json;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Residual;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Limits;
import dev.redoubt.template.function.Outcome;
import java.util.List;

/// Joins the texts of scalars, within the limit.
public final class JoinedText {

  private JoinedText() {}

  public static Outcome of(List<Value> parts, Origin origin) {
    long length = 0;
    boolean known = true;
    for (Value part : parts) {
      if (part instanceof StringValue string) {
        length += string.text().length();
      } else if (part instanceof Unknown(Residual.Text(var some), _, _, _, _)) {
        for (Value each : some) {
          length += each instanceof StringValue string ? string.text().length() : 0;
        }
        known = false;
      } else {
        known &= !(part instanceof Unknown);
      }
    }
    if (length > Limits.MAX_TEXT) {
      return Limits.tooLong();
    }
    if (!known) {
      return Outcome.of(Unknown.text(parts, origin));
    }
    StringBuilder joined = new StringBuilder((int) length);
    for (Value part : parts) {
      joined.append(part instanceof StringValue string ? string.text() : Json.asText(part));
    }
    return Outcome.of(StringValue.of(joined.toString()));
  }
}
