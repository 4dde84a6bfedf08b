package dev.redoubt.fixes.bicep;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes values in Bicep.
///
/// @param symbols the expression for a parameter in the file that the text is for
record BicepText(UnaryOperator<String> symbols, String lineEnd) {

  private static final String UNIT = "  ";

  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// A value; lines after the first have the indentation.
  String value(Value value, String indentation) {
    return switch (value) {
      case StringValue(var text, _) -> text(text);
      case ObjectValue object when object.isEmpty() -> "{}";
      case ObjectValue object -> {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < object.size(); i++) {
          out.append(lineEnd).append(indentation).append(UNIT);
          out.append(property(object.nameAt(i), object.valueAt(i), indentation + UNIT));
        }
        yield out.append(lineEnd).append(indentation).append('}').toString();
      }
      case ArrayValue array -> {
        StringBuilder out = new StringBuilder("[");
        for (Value element : array.elements()) {
          out.append(lineEnd).append(indentation).append(UNIT);
          out.append(value(element, indentation + UNIT));
        }
        yield out.append(lineEnd).append(indentation).append(']').toString();
      }
      case BooleanValue(var flag, _) -> Boolean.toString(flag);
      default -> JsonWriter.asText(value);
    };
  }

  private String property(String name, Value value, String indentation) {
    return key(name) + ": " + value(value, indentation);
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
    if (plan.children().size() == 1) {
      Map.Entry<String, PropertyPlan> only = plan.children().entrySet().iterator().next();
      if (only.getValue().value() instanceof StringValue
          || only.getValue().value() instanceof BooleanValue) {
        return "{ " + property(only.getKey(), only.getValue(), indentation) + " }";
      }
    }
    StringBuilder out = new StringBuilder("{");
    for (Map.Entry<String, PropertyPlan> child : plan.children().entrySet()) {
      if (!child.getValue().isRemoved()) {
        out.append(lineEnd).append(indentation).append(UNIT);
        out.append(property(child.getKey(), child.getValue(), indentation + UNIT));
      }
    }
    return out.append(lineEnd).append(indentation).append('}').toString();
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
