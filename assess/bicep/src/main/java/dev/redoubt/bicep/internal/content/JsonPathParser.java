package dev.redoubt.bicep.internal.content;

import dev.redoubt.bicep.internal.content.JsonPath.Condition;
import dev.redoubt.bicep.internal.content.JsonPath.Step;
import dev.redoubt.bicep.module.QuotedInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses JSONPath. After the first error all methods return null.
final class JsonPathParser {

  /// The maximum length; no hand-written path is longer.
  private static final int MAX_LENGTH = 4096;

  private static final int MAX_DEPTH = 16;

  private final JsonPathCursor text;
  private final JsonPathQuery query;
  private int depth;

  JsonPathParser(String path) {
    this.text = new JsonPathCursor(path);
    this.query = new JsonPathQuery(text, this);
  }

  StepResult<JsonPath> parse() {
    if (text.length() > MAX_LENGTH) {
      return StepResult.failed("the JSONPath has more than %d characters".formatted(MAX_LENGTH));
    }
    List<Step> steps = whole();
    if (steps != null) {
      text.skipSpace();
      if (text.hasMore()) {
        text.error("unexpected " + text.shown());
      }
    }
    return steps == null || text.error() != null
        ? StepResult.failed(
            "%s is not a valid JSONPath: %s".formatted(QuotedInput.of(text.all()), text.error()))
        : StepResult.done(new JsonPath(steps));
  }

  private @Nullable List<Step> whole() {
    text.skipSpace();
    if (text.rest().equals("$")) {
      text.advance(1);
    } else if (text.at("$.") || text.at("$[")) {
      text.advance(1);
    }
    return path(false);
  }

  /// The steps up to a closing bracket, a space or, in a query, an operator.
  @Nullable List<Step> path(boolean inQuery) {
    if (++depth > MAX_DEPTH) {
      text.error("nested deeper than " + MAX_DEPTH + " levels");
      return null;
    }
    List<Step> steps = new ArrayList<>();
    boolean done = steps(inQuery, steps);
    depth--;
    return done ? steps : null;
  }

  private boolean steps(boolean inQuery, List<Step> steps) {
    StringBuilder name = new StringBuilder();
    boolean anywhere = false;
    boolean afterDot = false;
    boolean afterIndexer = false;
    while (text.hasMore() && !ends(text.peek(), inQuery)) {
      char c = text.peek();
      if (c == '.' || c == '[' || c == '(') {
        anywhere &= !addMember(name, anywhere, steps);
      }
      if (c == '.') {
        anywhere |= text.at("..");
        text.advance(text.at("..") ? 2 : 1);
      } else if (c == '[' || c == '(') {
        Step step = indexer(c == '[' ? ']' : ')', anywhere);
        if (step == null) {
          return false;
        }
        steps.add(step);
        anywhere = false;
      } else if (afterIndexer) {
        text.error("unexpected " + text.shown() + " after an index");
        return false;
      } else {
        name.append(c);
        text.advance(1);
        continue;
      }
      afterDot = c == '.';
      afterIndexer = c != '.';
    }
    if (!addMember(name, anywhere, steps) && afterDot && (inQuery || !text.hasMore())) {
      text.error("expected a name after `.`");
      return false;
    }
    return true;
  }

  private static boolean ends(char c, boolean inQuery) {
    return c == ']' || c == ')' || c == ' ' || (inQuery && "=<!>|&".indexOf(c) >= 0);
  }

  /// Adds the step of a name, if the name is not empty.
  private static boolean addMember(StringBuilder name, boolean anywhere, List<Step> steps) {
    if (name.isEmpty()) {
      return false;
    }
    String word = name.toString();
    name.setLength(0);
    steps.add(new JsonPath.Members(word.equals("*") ? null : List.of(word), anywhere));
    return true;
  }

  private @Nullable Step indexer(char close, boolean anywhere) {
    text.advance(1);
    text.skipSpace();
    if (!text.hasMore()) {
      return wrong("the closing bracket of an index is missing");
    }
    Step step =
        switch (text.peek()) {
          case '\'' -> names(anywhere);
          case '?' -> matching(anywhere);
          case '*' -> {
            text.advance(1);
            yield new JsonPath.AllItems();
          }
          default -> numbers(close);
        };
    text.skipSpace();
    return step == null || !text.take(close) ? null : step;
  }

  private @Nullable Step names(boolean anywhere) {
    List<String> names = new ArrayList<>();
    do {
      text.skipSpace();
      if (!text.at("'")) {
        return wrong("expected a quoted name");
      }
      String name = text.quoted();
      if (name == null) {
        return null;
      }
      names.add(name);
      text.skipSpace();
    } while (text.skip(","));
    return new JsonPath.Members(names, anywhere);
  }

  private @Nullable Step matching(boolean anywhere) {
    text.advance(1);
    if (!text.take('(')) {
      return null;
    }
    Condition condition = query.condition();
    return condition == null || !text.take(')') ? null : new JsonPath.Matching(condition, anywhere);
  }

  /// An index, several indexes, or a slice.
  private @Nullable Step numbers(char close) {
    List<@Nullable Integer> numbers = new ArrayList<>();
    char separator = close;
    while (true) {
      text.skipSpace();
      boolean absent = text.at(":") || text.at(String.valueOf(close));
      Integer number = absent ? null : text.integer();
      if (!absent && number == null) {
        return null;
      }
      numbers.add(number);
      text.skipSpace();
      char found = text.hasMore() ? text.peek() : close;
      if (found != ',' && found != ':') {
        break;
      }
      if (separator != close && separator != found) {
        return wrong("`,` and `:` cannot be combined in one index");
      }
      separator = found;
      text.advance(1);
    }
    return separator == ':' ? slice(numbers) : items(numbers);
  }

  private @Nullable Step items(List<@Nullable Integer> numbers) {
    List<Integer> indexes = new ArrayList<>();
    for (Integer number : numbers) {
      if (number == null || number < 0) {
        return wrong("an index must be an integer of 0 or more");
      }
      indexes.add(number);
    }
    return new JsonPath.Items(indexes);
  }

  private @Nullable Step slice(List<@Nullable Integer> numbers) {
    Integer step = numbers.size() > 2 ? numbers.get(2) : null;
    if (numbers.size() > 3 || (step != null && step == 0)) {
      return wrong("a slice must be `start:end:step` with a step other than 0");
    }
    return new JsonPath.Slice(numbers.get(0), numbers.get(1), step == null ? 1 : step);
  }

  private @Nullable Step wrong(String message) {
    text.error(message);
    return null;
  }
}
