package dev.redoubt.bicep.content;

import dev.redoubt.bicep.content.JsonPath.Comparison;
import dev.redoubt.bicep.content.JsonPath.Condition;
import dev.redoubt.bicep.content.JsonPath.Operand;
import dev.redoubt.bicep.content.JsonPath.Step;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Reads the condition of a filter: `@.a == 'x' && @.b`. After a mistake all methods yield null.
final class JsonPathQuery {

  /// Longer ones are not written by people, and nesting is bounded with it.
  private static final int MAX_PATTERN = 256;

  private final JsonPathText text;
  private final JsonPathParser paths;

  JsonPathQuery(JsonPathText text, JsonPathParser paths) {
    this.text = text;
    this.paths = paths;
  }

  /// A condition up to its closing parenthesis. `&&` and `||` bind alike, the right one first.
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
    if (text.skip("=~")) {
      return finds(left);
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
    text.mistake("an operator is expected, not " + text.shown());
    return null;
  }

  private @Nullable Condition finds(Operand left) {
    text.skipSpace();
    if (!text.at("/")) {
      text.mistake("`/pattern/` is missing");
      return null;
    }
    String written = text.pattern();
    text.skipSpace();
    if (written == null) {
      return null;
    }
    int end = written.lastIndexOf('/');
    int flags = 0;
    for (char option : written.substring(end + 1).toCharArray()) {
      flags |=
          switch (option) {
            case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            default -> 0;
          };
    }
    if (end > MAX_PATTERN) {
      text.mistake("a pattern has more than " + MAX_PATTERN + " characters");
      return null;
    }
    try {
      return new JsonPath.Finds(left, Pattern.compile(written.substring(1, end), flags));
    } catch (PatternSyntaxException _) {
      text.mistake("the pattern is not valid");
      return null;
    }
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
    if (text.at("/")) {
      String pattern = text.pattern();
      return pattern == null ? null : new JsonPath.Constant(StringValue.of(pattern));
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
    text.mistake("a path or a value is expected, not " + text.shown());
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
        text.mistake("`" + word + "` is no number");
        return null;
      }
    }
    text.mistake("a number is too large");
    return null;
  }
}
