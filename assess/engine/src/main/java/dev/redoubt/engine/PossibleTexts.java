package dev.redoubt.engine;

import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The texts that a partly known value can have, for comparison with patterns. The expression of an
/// unknown part is no part of them: `st${devOrProd}` does not contain `dev`.
final class PossibleTexts {

  /// Stands for an unknown part. Not a character, so no name contains it.
  static final char UNKNOWN = '\uffff';

  /// More alternatives are one unknown text.
  private static final int MAX_TEXTS = 64;

  private PossibleTexts() {}

  /// At least one text; several if the value depends on a condition.
  static Set<String> of(Value value) {
    Set<String> texts = texts(value);
    return texts.size() > MAX_TEXTS ? Set.of(String.valueOf(UNKNOWN)) : texts;
  }

  private static Set<String> texts(Value value) {
    return switch (value) {
      case StringValue string -> Set.of(string.text());
      case Unknown(ResidualExpression.Text(var parts), _, _, _, _) -> joined(parts);
      case Unknown(ResidualExpression.Choice(_, var whenTrue, var whenFalse), _, _, _, _) -> {
        Set<String> both = new LinkedHashSet<>(of(whenTrue));
        both.addAll(of(whenFalse));
        yield both;
      }
      default -> Set.of(String.valueOf(UNKNOWN));
    };
  }

  private static Set<String> joined(List<Value> parts) {
    Set<String> texts = Set.of("");
    for (Value part : parts) {
      Set<String> longer = new LinkedHashSet<>();
      List<String> ends = new ArrayList<>(of(part));
      for (String text : texts) {
        ends.forEach(end -> longer.add(text + end));
      }
      if (longer.size() > MAX_TEXTS) {
        return longer;
      }
      texts = longer;
    }
    return texts;
  }
}
