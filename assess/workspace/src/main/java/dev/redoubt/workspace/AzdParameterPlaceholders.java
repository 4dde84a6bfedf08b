package dev.redoubt.workspace;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The environment variables in a parameter file of the Azure Developer CLI: `${NAME}`, and
/// `${NAME=default}` or `${NAME:-default}`, anywhere in a text.
///
/// A variable that is not set is the empty text. A parameter whose text is empty for this reason
/// has no value; a text inside of an array or object stays, because the tool passes these in any
/// case.
///
/// Variables that the tool sets itself, and variables that are [withheld][EnvironmentVariables],
/// are unknown parts of a text instead. Source: `loadParameters` in `bicep_provider.go` of
/// Azure/azure-dev, November 2026.
final class AzdParameterPlaceholders {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{([A-Za-z_]\\w*)(?::?[=-]([^}]*))?\\}");

  /// The command of the tool that is replaced by a secret.
  private static final Pattern SECRET = Pattern.compile("\\$\\(secretOrRandomPassword\\b[^)]*\\)");

  /// What the tool sets before it substitutes: its environment, and the account that runs it.
  private static final Set<String> SET_BY_TOOL =
      Set.of(
          "AZURE_ENV_NAME",
          "AZURE_LOCATION",
          "AZURE_PRINCIPAL_ID",
          "AZURE_PRINCIPAL_TYPE",
          "AZURE_RESOURCE_GROUP",
          "AZURE_SUBSCRIPTION_ID",
          "AZURE_TENANT_ID");

  private final EnvironmentVariables variables;
  private final Set<String> missing = new LinkedHashSet<>();

  AzdParameterPlaceholders(EnvironmentVariables variables) {
    this.variables = variables;
  }

  /// Replaces the placeholders in the values.
  Map<String, Value> fill(Map<String, Value> values) {
    Map<String, Value> filled = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          Value text = isMissing(value) ? null : fill(value);
          if (text != null && !isEmptied(value, text)) {
            filled.put(name, text);
          }
        });
    return filled;
  }

  /// The referenced variables that are not set and have no default.
  Set<String> missing() {
    return missing;
  }

  private boolean isMissing(Value value) {
    if (value instanceof StringValue(var text, _)) {
      Matcher matcher = PLACEHOLDER.matcher(text);
      return matcher.matches() && !SET_BY_TOOL.contains(matcher.group(1)) && value(matcher) == null;
    }
    return false;
  }

  /// Whether a text is empty only because its variables are not set.
  private boolean isEmptied(Value written, Value filled) {
    return written instanceof StringValue(var text, _)
        && filled instanceof StringValue(var rest, _)
        && rest.isEmpty()
        && PLACEHOLDER.matcher(text).results().anyMatch(each -> value(each) == null);
  }

  private @Nullable String value(MatchResult matcher) {
    String value = variables.value(matcher.group(1));
    if (value == null && matcher.group(2) == null) {
      missing.add(matcher.group(1));
    }
    return value == null ? matcher.group(2) : value;
  }

  private Value fill(Value value) {
    return switch (value) {
      case StringValue(var text, _) -> text(text, value.origin());
      case ArrayValue array -> {
        List<Value> elements = new ArrayList<>();
        array.forEach(each -> elements.add(fill(each)));
        yield ArrayValue.of(elements).at(value.origin());
      }
      case ObjectValue object -> {
        ObjectValue.Builder members = ObjectValue.builder().origin(value.origin());
        for (int i = 0; i < object.size(); i++) {
          members.put(object.nameAt(i), fill(object.valueAt(i)));
        }
        yield members.build();
      }
      case NullValue _, BooleanValue _, NumberValue _, Unknown _ -> value;
    };
  }

  private Value text(String text, Origin origin) {
    if (SECRET.matcher(text).find()) {
      return generated(text, origin);
    }
    Matcher matcher = PLACEHOLDER.matcher(text);
    List<Value> parts = new ArrayList<>();
    int end = 0;
    while (matcher.find()) {
      parts.add(StringValue.of(text.substring(end, matcher.start())));
      String value = value(matcher);
      parts.add(value == null ? unset(matcher.group(1), origin) : StringValue.of(value));
      end = matcher.end();
    }
    parts.add(StringValue.of(text.substring(end)));
    return Unknown.text(parts, origin);
  }

  /// The secret that a command in a text reads or creates; equal commands have equal results.
  private static Value generated(String text, Origin origin) {
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.PARAMETER,
            "the Azure Developer CLI reads or creates this secret",
            "the parameter in `--parameters`");
    String symbol = "secretOrRandomPassword('" + text.replace("'", "''") + "')";
    return Unknown.symbol(symbol, cause, TypeHint.STRING, origin).asSecret();
  }

  private static Value unset(String name, Origin origin) {
    if (!SET_BY_TOOL.contains(name) && !EnvironmentVariables.isSecret(name)) {
      return StringValue.of("");
    }
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.PARAMETER,
            "environment variable `" + name + "` is not set",
            "set `" + name + "` in the environment");
    return Unknown.symbol(
        "readEnvironmentVariable('" + name + "')", cause, TypeHint.STRING, origin);
  }
}
