package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A property of a resource after the deployment: declared, derived, or a default.
///
/// @param path from the root of the payload
/// @param value null if the property stays absent
record EffectiveProperty(String path, @Nullable Value value) {

  /// More branches of nested choices are one unknown value.
  private static final int MAX_BRANCHES = 16;

  boolean isAbsent() {
    return value == null || value instanceof NullValue;
  }

  /// Whether any of the possible values is unknown.
  boolean isUnknown() {
    return branches().stream().anyMatch(Unknown.class::isInstance);
  }

  /// Whether every possible value is this text, ignoring case.
  boolean is(String text) {
    return branches().stream().allMatch(each -> isText(each, text));
  }

  /// Whether some possible value is this text, ignoring case.
  boolean mayBe(String text) {
    return branches().stream().anyMatch(each -> each instanceof Unknown || isText(each, text));
  }

  private static boolean isText(@Nullable Value value, String text) {
    return switch (value) {
      case StringValue(var written, _) -> PropertyName.same(written, text);
      case BooleanValue(var truth, _) -> PropertyName.same(Boolean.toString(truth), text);
      case NullValue _, NumberValue _, ArrayValue _, ObjectValue _, Unknown _ -> false;
      case null -> false;
    };
  }

  /// Whether every possible value is an array or object with content, or a text.
  boolean isPresent() {
    return branches().stream().allMatch(each -> count(each) > 0);
  }

  /// Whether every possible value is absent or has no content.
  boolean isEmpty() {
    return branches().stream().allMatch(each -> each == null || count(each) == 0);
  }

  /// The number of elements of a value; 1 for a scalar, 0 for null, -1 if it is unknown.
  private static int count(@Nullable Value value) {
    return switch (value) {
      case null -> 0;
      case NullValue _ -> 0;
      case StringValue(var text, _) -> text.isEmpty() ? 0 : 1;
      case BooleanValue _, NumberValue _ -> 1;
      case ArrayValue array -> array.size() > 0 ? array.size() : array.isOpen() ? -1 : 0;
      case ObjectValue object -> object.size() > 0 ? object.size() : object.isOpen() ? -1 : 0;
      case Unknown unknown -> isCertainlyText(unknown) ? 1 : -1;
    };
  }

  /// Whether an unknown value is a text that is not empty: one with a known part, or the id of a
  /// resource that Azure returns.
  private static boolean isCertainlyText(Unknown unknown) {
    return switch (unknown.residual()) {
      case ResidualExpression.Text(var parts) ->
          parts.stream().anyMatch(StringValue.class::isInstance);
      case ResidualExpression.RuntimeProperty(_, var path, _) ->
          !path.isEmpty() && PropertyName.same(path.getLast(), "id");
      case ResidualExpression.Symbol _,
          ResidualExpression.Call _,
          ResidualExpression.Member _,
          ResidualExpression.Failure _,
          ResidualExpression.Choice _ ->
          false;
    };
  }

  /// The values of all branches of choices; null stands for an absent value.
  List<@Nullable Value> branches() {
    List<@Nullable Value> found = new ArrayList<>();
    collect(value, found);
    return found;
  }

  private static void collect(@Nullable Value value, List<@Nullable Value> found) {
    if (value instanceof Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _)
        && found.size() < MAX_BRANCHES) {
      collect(a, found);
      collect(b, found);
    } else {
      found.add(value instanceof NullValue ? null : value);
    }
  }

  /// The location of the value, if it is written in a file.
  Origin origin() {
    return value == null ? Origin.NONE : value.origin();
  }

  /// The last step of the path: `publicNetworkAccess`.
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /// A phrase for reports: "`publicNetworkAccess` is `Disabled`".
  String phrase() {
    if (value == null || value instanceof NullValue) {
      return "`%s` is not set".formatted(name());
    }
    if (value instanceof Unknown unknown) {
      return unknown.causes().stream()
          .findFirst()
          .map(UnknownCause::text)
          .map(text -> "`%s` is unknown: %s".formatted(name(), text))
          .orElse("`%s` is unknown before deployment".formatted(name()));
    }
    String text = ValueText.of(value);
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    String suffix = Origin.PROVIDER_DEFAULT.equals(value.origin()) ? " by default" : "";
    return "`%s` is `%s`%s".formatted(name(), shown, suffix);
  }
}
