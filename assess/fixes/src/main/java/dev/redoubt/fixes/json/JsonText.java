package dev.redoubt.fixes.json;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes values in the JSON of ARM templates.
///
/// @param symbols the name of a parameter in the template that the text is for
record JsonText(UnaryOperator<String> symbols, String lineEnd) {

  static final String UNIT = "  ";

  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

  /// A value; lines after the first have the indentation.
  String value(Value value, String indentation) {
    return switch (value) {
      case StringValue(var text, _) -> quoted(text(text));
      case ObjectValue object -> {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < object.size(); i++) {
          members.add(
              quoted(text(object.nameAt(i))) + ": " + value(object.valueAt(i), indentation + UNIT));
        }
        yield block("{", members, "}", indentation);
      }
      case ArrayValue array ->
          block(
              "[",
              array.stream().map(each -> value(each, indentation + UNIT)).toList(),
              "]",
              indentation);
      case BooleanValue(var flag, _) -> Boolean.toString(flag);
      default -> JsonWriter.asText(value);
    };
  }

  private String block(String open, List<String> entries, String close, String indentation) {
    if (entries.isEmpty()) {
      return open + close;
    }
    String separator = lineEnd + indentation + UNIT;
    return open + separator + String.join("," + separator, entries) + lineEnd + indentation + close;
  }

  /// A planned property with everything in it.
  String property(String name, PropertyPlan plan, String indentation) {
    return quoted(text(name)) + ": " + planned(plan, indentation);
  }

  String planned(PropertyPlan plan, String indentation) {
    Value value = plan.value();
    if (value != null) {
      return value(value, indentation);
    }
    List<String> members = new ArrayList<>();
    for (Map.Entry<String, PropertyPlan> child : plan.children().entrySet()) {
      if (!child.getValue().isRemoved()) {
        members.add(property(child.getKey(), child.getValue(), indentation + UNIT));
      }
    }
    return block("{", members, "}", indentation);
  }

  /// A planned object as an expression without brackets: `createObject('owner', ...)`.
  String expression(PropertyPlan plan) {
    Value value = plan.value();
    if (value != null) {
      return expression(value);
    }
    List<String> arguments = new ArrayList<>();
    for (Map.Entry<String, PropertyPlan> child : plan.children().entrySet()) {
      arguments.add(expression(StringValue.of(child.getKey())));
      arguments.add(expression(child.getValue()));
    }
    return "createObject(" + String.join(", ", arguments) + ")";
  }

  private String expression(Value value) {
    return switch (value) {
      case StringValue(var text, _) -> {
        String written = text(text);
        yield written.startsWith("[")
            ? written.substring(1, written.length() - 1)
            : "'" + written.replace("'", "''") + "'";
      }
      case ObjectValue object -> {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < object.size(); i++) {
          arguments.add(expression(StringValue.of(object.nameAt(i))));
          arguments.add(expression(object.valueAt(i)));
        }
        yield "createObject(" + String.join(", ", arguments) + ")";
      }
      case ArrayValue array ->
          array.stream()
              .map(this::expression)
              .collect(Collectors.joining(", ", "createArray(", ")"));
      case BooleanValue(var flag, _) -> flag + "()";
      default -> JsonWriter.asText(value);
    };
  }

  private String text(String text) {
    if (text.startsWith("=")) {
      return "["
          + PARAMETER
              .matcher(text.substring(1))
              .replaceAll(match -> Matcher.quoteReplacement(parameter(match.group(1))))
          + "]";
    }
    List<String> parts = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(text);
    int done = 0;
    while (matcher.find()) {
      addLiteral(text.substring(done, matcher.start()), parts);
      parts.add(parameter(matcher.group(1)));
      done = matcher.end();
    }
    if (parts.isEmpty()) {
      return text;
    }
    addLiteral(text.substring(done), parts);
    return parts.size() == 1
        ? "[" + parts.getFirst() + "]"
        : "[concat(" + String.join(", ", parts) + ")]";
  }

  private static void addLiteral(String text, List<String> parts) {
    if (!text.isEmpty()) {
      parts.add("'" + text.replace("'", "''") + "'");
    }
  }

  private String parameter(String name) {
    return "parameters('" + symbols.apply(name) + "')";
  }

  static String quoted(String text) {
    return "\"" + escaped(text) + "\"";
  }

  /// A text as a part of a JSON string.
  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
