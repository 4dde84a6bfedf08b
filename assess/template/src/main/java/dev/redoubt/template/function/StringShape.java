package dev.redoubt.template.function;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known about the characters of an unknown string. A string of any of these shapes is
/// never empty.
public enum StringShape {
  /// Hexadecimal digits and hyphens, 36 of them.
  GUID(36),
  /// Thirteen lower-case letters and digits, as `uniqueString` returns.
  UNIQUE(13),
  /// A segment of a resource id: any character except a slash.
  SEGMENT(1);

  /// The shapes of the deployment's properties, by expression.
  private static final Map<String, StringShape> SYMBOLS =
      Map.of(
          "subscription().subscriptionid", GUID,
          "subscription().tenantid", GUID,
          "tenant().tenantid", GUID,
          "resourcegroup().name", SEGMENT,
          "resourcegroup().location", SEGMENT,
          "managementgroup().name", SEGMENT,
          "deployment().name", SEGMENT,
          "deployment().location", SEGMENT);

  private static final Set<String> CASING = Set.of("tolower", "toupper");

  private final int leastLength;

  StringShape(int leastLength) {
    this.leastLength = leastLength;
  }

  public boolean mayHold(char c) {
    return switch (this) {
      case GUID -> c == '-' || (c < 128 && Character.digit(c, 16) >= 0);
      case UNIQUE -> c < 128 && Character.isLetterOrDigit(c);
      case SEGMENT -> c != '/';
    };
  }

  /// Whether none of the characters of a text can occur in such a string.
  public boolean excludesAllOf(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (mayHold(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// Returns the shape of a value, or null if nothing is known.
  public static @Nullable StringShape of(Value value) {
    if (!(value instanceof Unknown unknown)) {
      return null;
    }
    return switch (unknown.residual()) {
      case ResidualExpression.Symbol(var expression, _) ->
          expression.startsWith("newGuid(") ? GUID : SYMBOLS.get(PropertyName.folded(expression));
      case ResidualExpression.Call(var function, var arguments) -> ofCall(function, arguments);
      case ResidualExpression.RuntimeProperty _,
          ResidualExpression.Member _,
          ResidualExpression.Text _,
          ResidualExpression.Failure _,
          ResidualExpression.Choice _ ->
          null;
    };
  }

  private static @Nullable StringShape ofCall(String function, List<Value> arguments) {
    String name = PropertyName.folded(function);
    if (CASING.contains(name) && arguments.size() == 1) {
      return of(arguments.getFirst());
    }
    return switch (name) {
      case "guid" -> GUID;
      case "uniquestring" -> UNIQUE;
      default -> null;
    };
  }

  /// Returns the minimum number of characters of a part.
  static int leastLengthOf(Value part) {
    if (part instanceof StringValue string) {
      return string.text().length();
    }
    StringShape shape = of(part);
    return shape == null ? 0 : shape.leastLength;
  }
}
