package dev.redoubt.fixes;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.fixes.plan.FixParameter;
import dev.redoubt.fixes.plan.FixStep;
import dev.redoubt.fixes.plan.PropertyPath;
import dev.redoubt.fixes.plan.ServiceTiers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the fixes of controls and the parameters that they use. An invalid one is a bug of Redoubt
/// and throws an exception.
final class RecipeReader {

  private static final FixStep.When ALWAYS = new FixStep.When(Map.of(), Map.of());

  private RecipeReader() {}

  /// The fix of a control.
  ///
  /// @param fix the property `fix` of its `control.json`
  static FixRecipe read(String control, ObjectValue fix) {
    return new FixRecipe(
        fix.get("safe") instanceof BooleanValue(var safe, _) && safe,
        steps(control, fix.array("steps")));
  }

  private static List<FixStep> steps(String control, @Nullable ArrayValue steps) {
    List<FixStep> read = new ArrayList<>();
    for (Value step : required(control, "steps", steps)) {
      read.add(step(control, required(control, "step", step instanceof ObjectValue o ? o : null)));
    }
    return read;
  }

  private static FixStep step(String control, ObjectValue step) {
    FixStep.When when = when(step);
    String kind = step.nameAt(0);
    String path = step.text(kind);
    return switch (kind) {
      case "set" ->
          new FixStep.Set(
              required(control, kind, path),
              required(control, "to", step.get("to")),
              step.get("whole") != null,
              step.get("absent") != null,
              when);
      case "remove" -> new FixStep.Remove(required(control, kind, path), when);
      case "rewrite" ->
          new FixStep.Rewrite(
              required(control, kind, path),
              required(control, "pattern", step.text("pattern")),
              required(control, "with", step.text("with")),
              when);
      case "each" ->
          new FixStep.Each(
              required(control, kind, path), steps(control, step.array("steps")), when);
      case "parent" -> new FixStep.Parent(steps(control, step.array("parent")), when);
      case "privateEndpoint" -> {
        ObjectValue endpoint = required(control, kind, step.object(kind));
        yield new FixStep.PrivateEndpoint(
            strings(endpoint.array("groups")), strings(endpoint.array("zones")), when);
      }
      case "diagnosticSetting" ->
          new FixStep.DiagnosticSetting(required(control, kind, path), when);
      case "userIdentity" -> new FixStep.UserIdentity(required(control, kind, path), when);
      case "delete" -> new FixStep.Delete(when);
      case "manual" -> new FixStep.Manual(required(control, kind, path), when);
      default -> throw new IllegalStateException(control + ": unknown step `" + kind + "`");
    };
  }

  private static FixStep.When when(ObjectValue step) {
    ObjectValue is = step.object("when");
    ObjectValue isNot = step.object("unless");
    return is == null && isNot == null ? ALWAYS : new FixStep.When(values(is), values(isNot));
  }

  private static Map<String, List<String>> values(@Nullable ObjectValue conditions) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (conditions != null) {
      for (String path : conditions.names()) {
        values.put(path, strings(conditions.array(path)));
      }
    }
    return values;
  }

  private static List<String> strings(@Nullable ArrayValue array) {
    List<String> strings = new ArrayList<>();
    for (Value element : array == null ? List.<Value>of() : array.elements()) {
      if (element instanceof StringValue(var text, _)) {
        strings.add(text);
      }
    }
    return strings;
  }

  /// The parameters that fixes of the catalog share, by name, in their order.
  static Map<String, FixParameter> parameters() {
    return parameters(resource("parameters.json"));
  }

  /// The parameters that only the fix of one control uses, by name, in their order.
  ///
  /// @param fix the property `fix` of its `control.json`
  static Map<String, FixParameter> ownParameters(ObjectValue fix) {
    ObjectValue own = fix.object("parameters");
    return own == null ? Map.of() : parameters(own);
  }

  private static Map<String, FixParameter> parameters(ObjectValue all) {
    Map<String, FixParameter> parameters = new LinkedHashMap<>();
    for (String name : all.names()) {
      ObjectValue each = required(name, name, all.object(name));
      parameters.put(
          name,
          new FixParameter(
              name,
              "string",
              required(name, "description", each.text("description")),
              each.text("default"),
              strings(each.array("reused")),
              strings(each.array("general")),
              each.text("resource")));
    }
    return parameters;
  }

  /// What the lower tiers of services refuse.
  static ServiceTiers tiers() {
    String name = "service-tiers.json";
    List<ServiceTiers.Limit> limits = new ArrayList<>();
    ArrayValue all = required(name, "limits", resource(name).array("limits"));
    for (Value each : all.elements()) {
      ObjectValue limit = required(name, "limit", each instanceof ObjectValue o ? o : null);
      limits.add(
          new ServiceTiers.Limit(
              ResourceType.of(required(name, "type", limit.text("type"))),
              PropertyPath.of(required(name, "tier", limit.text("tier"))),
              strings(limit.array("tiers")),
              strings(limit.array("refuse")).stream().map(PropertyPath::of).toList(),
              required(name, "lowest", limit.text("lowest")),
              required(name, "source", limit.text("source"))));
    }
    return new ServiceTiers(limits);
  }

  private static ObjectValue resource(String name) {
    List<Problem> problems = new ArrayList<>();
    try (InputStream stream = RecipeReader.class.getResourceAsStream(name)) {
      byte[] bytes = required(name, name, stream).readAllBytes();
      Value value = new JsonReader(new SourceFiles(), problems).read(bytes, name);
      return required(name, name, value instanceof ObjectValue object ? object : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T required(String where, String what, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(where + ": `" + what + "` is missing");
    }
    return value;
  }
}
