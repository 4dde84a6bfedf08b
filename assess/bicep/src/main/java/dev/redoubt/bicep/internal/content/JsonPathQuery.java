package dev.redoubt.bicep.internal.content;

import dev.redoubt.bicep.internal.content.JsonPath.Comparison;
import dev.redoubt.bicep.internal.content.JsonPath.Condition;
import dev.redoubt.bicep.internal.content.JsonPath.Operand;
import dev.redoubt.bicep.internal.content.JsonPath.Step;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses the condition of a JSONPath filter: `@.a == 'x' && @.b`. After an error all methods
/// return null.
final class JsonPathQuery {

  private final JsonPathCursor text;
  private final JsonPathParser paths;

  JsonPathQuery(JsonPathCursor text, JsonPathParser paths) {
    this.text = text;
    this.paths = paths;
  }

  /// A condition up to its closing parenthesis. `&&` and `||` have the same precedence and are
  /// right-associative.
  @Nullable Condition condition() {
    Deque<Condition> left = new ArrayDeque<>();
    Deque<String> operators = new ArrayDeque<>();
    Condition last = single();
    while (last != null && (text.at("&&") || text.at("||"))) {
      left.push(last);
      operators.push(text.at("&&") ? "&&" : "||");
      text.advance(2);
      last = single();
    }
    while (last != null && !left.isEmpty()) {
      last =
          operators.pop().equals("&&")
              ? new JsonPath.Both(left.pop(), last)
              : new JsonPath.Either(left.pop(), last);
    }
    return last;
  }

  private @Nullable Condition single() {
    Operand left = operand();
    if (left == null) {
      return null;
    }
    if (text.at(")") || text.at("|") || text.at("&")) {
      return new JsonPath.Exists(left);
    }
    if (text.at("=~")) {
      text.error("regular expressions are not supported; compare with `==`");
      return null;
    }
    Comparison comparison = comparison();
    Operand right = comparison == null ? null : operand();
    return comparison == null || right == null
        ? null
        : new JsonPath.Compare(comparison, left, right);
  }

  private @Nullable Comparison comparison() {
    if (text.skip("===")) {
      return Comparison.STRICTLY_EQUAL;
    } else if (text.skip("==")) {
      return Comparison.EQUAL;
    } else if (text.skip("!==")) {
      return Comparison.STRICTLY_NOT_EQUAL;
    } else if (text.skip("!=") || text.skip("<>")) {
      return Comparison.NOT_EQUAL;
    } else if (text.skip("<=")) {
      return Comparison.LESS_OR_EQUAL;
    } else if (text.skip("<")) {
      return Comparison.LESS;
    } else if (text.skip(">=")) {
      return Comparison.GREATER_OR_EQUAL;
    } else if (text.skip(">")) {
      return Comparison.GREATER;
    }
    text.error("expected an operator, but found " + text.shown());
    return null;
  }

  private @Nullable Operand operand() {
    text.skipSpace();
    Operand operand;
    if (text.at("@") || text.at("$")) {
      boolean fromRoot = text.at("$");
      text.advance(1);
      List<Step> steps = paths.path(true);
      operand = steps == null ? null : new JsonPath.Path(fromRoot, steps);
    } else {
      operand = constant();
    }
    text.skipSpace();
    return operand;
  }

  private @Nullable Operand constant() {
    if (text.at("'")) {
      String quoted = text.quoted();
      return quoted == null ? null : new JsonPath.Constant(StringValue.of(quoted));
    }
    if (text.skip("true")) {
      return new JsonPath.Constant(BooleanValue.TRUE);
    }
    if (text.skip("false")) {
      return new JsonPath.Constant(BooleanValue.FALSE);
    }
    if (text.skip("null")) {
      return new JsonPath.Constant(NullValue.NULL);
    }
    if (text.hasMore() && (text.peek() == '-' || Character.isDigit(text.peek()))) {
      return number();
    }
    text.error("expected a path or a value, but found " + text.shown());
    return null;
  }

  private @Nullable Operand number() {
    String word = text.word();
    if (word.length() <= 400) {
      try {
        BigDecimal number = new BigDecimal(word);
        if (NumberValue.isBounded(number)) {
          return new JsonPath.Constant(new NumberValue(number, 0));
        }
      } catch (NumberFormatException _) {
        text.error("`" + word + "` is not a number");
        return null;
      }
    }
    text.error("a number is too large");
    return null;
  }
}
