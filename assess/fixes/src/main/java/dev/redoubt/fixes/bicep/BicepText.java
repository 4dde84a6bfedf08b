package dev.redoubt.fixes.bicep;

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

/// Writes values in Bicep.
///
/// @param symbols the expression for a parameter in the file that the text is for
/// @param onOneLine whether objects and arrays have no line ends
record BicepText(UnaryOperator<String> symbols, String lineEnd, boolean onOneLine) {

  private static final String UNIT = "  ";

  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// A value; lines after the first have the indentation.
  String value(Value value, String indentation) {
    return switch (value) {
      case StringValue(var text, _) -> text(text);
      case ObjectValue object -> {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < object.size(); i++) {
          entries.add(key(object.nameAt(i)) + ": " + value(object.valueAt(i), indentation + UNIT));
        }
        yield block("{", entries, "}", indentation);
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
    if (onOneLine) {
      return open + " " + String.join(", ", entries) + " " + close;
    }
    String separator = lineEnd + indentation + UNIT;
    return open + separator + String.join(separator, entries) + lineEnd + indentation + close;
  }

  /// A planned property with everything in it.
  String property(String name, PropertyPlan plan, String indentation) {
    return key(name) + ": " + planned(plan, indentation);
  }

  String planned(PropertyPlan plan, String indentation) {
    Value value = plan.value();
    if (value != null) {
      return value(value, indentation);
    }
    List<String> entries = new ArrayList<>();
    for (Map.Entry<String, PropertyPlan> child : plan.children().entrySet()) {
      if (!child.getValue().isRemoved()) {
        entries.add(property(child.getKey(), child.getValue(), indentation + UNIT));
      }
    }
    if (plan.children().size() == 1) {
      Value only = plan.children().values().iterator().next().value();
      if (only instanceof StringValue || only instanceof BooleanValue) {
        return "{ " + entries.getFirst() + " }";
      }
    }
    return block("{", entries, "}", indentation);
  }

  private String key(String name) {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    String text = text(name);
    return text.startsWith("'") ? text : "'${" + text + "}'";
  }

  private String text(String text) {
    if (text.startsWith("=")) {
      return PARAMETER
          .matcher(text.substring(1))
          .replaceAll(match -> Matcher.quoteReplacement(symbols.apply(match.group(1))));
    }
    Matcher whole = PARAMETER.matcher(text);
    if (whole.matches()) {
      return symbols.apply(whole.group(1));
    }
    StringBuilder out = new StringBuilder("'");
    Matcher matcher = PARAMETER.matcher(text);
    int done = 0;
    while (matcher.find()) {
      out.append(escaped(text.substring(done, matcher.start())));
      out.append("${").append(symbols.apply(matcher.group(1))).append('}');
      done = matcher.end();
    }
    return out.append(escaped(text.substring(done))).append('\'').toString();
  }

  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'").replace("${", "\\${");
  }
}
