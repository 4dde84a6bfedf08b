package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.StringShape;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;

/// `replace(text, old, new)`: replaces all occurrences of a string, case-sensitive. In a partially
/// known string each part is replaced separately, provided that no occurrence can cross the
/// boundary of two parts.
final class Replace implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING, STRING, STRING);

  @Override
  public String name() {
    return "replace";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::replace);
  }

  private CallOutcome replace(CallArguments arguments) {
    if (!(arguments.get(1) instanceof StringValue(var old, _))) {
      return ResidualCalls.of(this, arguments);
    }
    if (old.isEmpty()) {
      return CallOutcome.failed("argument 2 must not be empty");
    }
    List<Value> parts = PartialString.of(arguments.get(0)).parts();
    if (parts.size() == 1 && parts.getFirst() instanceof Unknown unknown) {
      StringShape shape = StringShape.of(unknown);
      boolean untouched = shape != null && !mayContain(shape, old);
      return untouched ? CallOutcome.of(unknown) : ResidualCalls.of(this, arguments);
    }
    if (!isLocal(parts, old)) {
      return ResidualCalls.of(this, arguments);
    }
    List<Value> replaced = new ArrayList<>();
    for (Value part : parts) {
      if (part instanceof StringValue(var text, _)) {
        cut(text, old, arguments.get(2), replaced);
      } else {
        StringShape shape = StringShape.of(part);
        replaced.add(
            shape != null && !mayContain(shape, old)
                ? part
                : ResidualCalls.call(
                    name(),
                    List.of(PartialString.asText(part), arguments.get(1), arguments.get(2)),
                    STRING,
                    arguments.origin()));
      }
    }
    return StringConcatenation.of(replaced, arguments.origin());
  }

  private static boolean mayContain(StringShape shape, String old) {
    for (int i = 0; i < old.length(); i++) {
      if (!shape.mayHold(old.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static void cut(String text, String old, Value fresh, List<Value> out) {
    int from = 0;
    for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
      out.add(StringValue.of(text.substring(from, at)));
      out.add(fresh);
      from = at + old.length();
    }
    out.add(StringValue.of(text.substring(from)));
  }

  /// Whether no occurrence of the old text can span two parts.
  private static boolean isLocal(List<Value> parts, String old) {
    if (old.length() == 1) {
      return true;
    }
    for (int i = 0; i < parts.size(); i++) {
      StringShape shape = StringShape.of(parts.get(i));
      boolean barrier = shape != null && shape.excludesAllOf(old);
      if (parts.get(i) instanceof Unknown && !barrier) {
        boolean separated =
            (i == 0 || excludesSpanning(parts.get(i - 1), old, true))
                && (i == parts.size() - 1 || excludesSpanning(parts.get(i + 1), old, false));
        if (!separated) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether the neighbour of an unknown part rules out an occurrence of the old text that spans
  /// both.
  private static boolean excludesSpanning(Value neighbour, String old, boolean before) {
    if (!(neighbour instanceof StringValue(var text, _))) {
      StringShape shape = StringShape.of(neighbour);
      return shape != null && shape.excludesAllOf(old);
    }
    for (int k = 1; k < old.length(); k++) {
      String piece = before ? old.substring(0, k) : old.substring(k);
      boolean mayStartOrEndHere =
          before
              ? text.endsWith(piece) || piece.endsWith(text)
              : text.startsWith(piece) || piece.startsWith(text);
      if (mayStartOrEndHere) {
        return false;
      }
    }
    return true;
  }
}
