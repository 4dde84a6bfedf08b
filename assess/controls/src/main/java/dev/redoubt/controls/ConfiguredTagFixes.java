package dev.redoubt.controls;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fixes of controls for tags whose names and values are configured, in the form of the
/// property `fix` of a `control.json`.
final class ConfiguredTagFixes {

  private static final Pattern SEPARATED = Pattern.compile("[^A-Za-z0-9]+([A-Za-z0-9]?)");

  private ConfiguredTagFixes() {}

  /// Adds the tags that are missing, each with a parameter as its value.
  static ObjectValue ofRequired(List<String> tags) {
    List<Value> steps = new ArrayList<>();
    ObjectValue.Builder parameters = ObjectValue.builder();
    for (String tag : tags) {
      steps.add(step(tag, parameter(tag), true));
      parameters.put(
          parameter(tag), declaration(tag, "Value of the tag `%s`.".formatted(tag), null));
    }
    return fix(steps, parameters.build());
  }

  /// Sets the tag for the data classification to a parameter, whose default is the first of the
  /// values, or `general`.
  static ObjectValue ofClassification(String tag, List<String> values) {
    String description =
        "Class of the data in the resource, as the value of the tag `%s`. Decide it: %s."
            .formatted(tag, String.join(", ", values));
    ObjectValue parameters =
        ObjectValue.builder()
            .put(
                parameter(tag),
                declaration(tag, description, values.isEmpty() ? "general" : values.getFirst()))
            .build();
    return fix(List.of(step(tag, parameter(tag), false)), parameters);
  }

  private static ObjectValue fix(List<Value> steps, ObjectValue parameters) {
    return ObjectValue.builder()
        .put("steps", ArrayValue.of(steps))
        .put("parameters", parameters)
        .build();
  }

  private static Value step(String tag, String parameter, boolean onlyIfAbsent) {
    ObjectValue.Builder step =
        ObjectValue.builder().put("set", path(tag)).put("to", "${" + parameter + "}");
    return onlyIfAbsent ? step.put("absent", BooleanValue.of(true)).build() : step.build();
  }

  /// The path of a tag; its name may have any character.
  private static String path(String tag) {
    return "tags['" + tag.replace("'", "''") + "']";
  }

  private static ObjectValue declaration(
      String tag, String description, @Nullable String defaultValue) {
    ObjectValue.Builder declaration =
        ObjectValue.builder()
            .put("description", description)
            .put("reused", ArrayValue.of(List.of(StringValue.of(parameter(tag)))));
    return defaultValue == null
        ? declaration.build()
        : declaration.put("default", defaultValue).build();
  }

  /// The name of a parameter for a tag: `costCenterTag` for `cost center`.
  private static String parameter(String tag) {
    Matcher parts = SEPARATED.matcher(tag);
    String joined = parts.replaceAll(part -> part.group(1).toUpperCase(Locale.ROOT));
    String name = joined.isEmpty() ? "value" : joined;
    String first = name.substring(0, 1).toLowerCase(Locale.ROOT);
    return (Character.isDigit(name.charAt(0)) ? "tag" + name : first + name.substring(1)) + "Tag";
  }
}
