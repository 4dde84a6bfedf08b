package dev.redoubt.arm;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a parameter file: either the deployment format with `$schema` and `parameters`, or the
/// bare object of parameters that command-line tools also accept.
///
/// Expressions in a parameter file are not evaluated: a value that starts with `[` is text. A
/// `reference` to a key vault is an unknown secret. Never throws because of the file's content.
public final class ArmParametersReader {

  /// The properties that the schema defines, as folded names.
  private static final Set<String> MEMBERS =
      Set.of(
          "$schema",
          "contentversion",
          "parameters",
          "metadata",
          "extensionconfigs",
          "externalinputdefinitions");

  private final JsonShapeReader shapes;

  private ArmParametersReader(List<Problem> problems) {
    this.shapes = new JsonShapeReader(problems);
  }

  /// Returns the values by name, in the order and case of the file. If two names differ only in
  /// case, the last value is used.
  ///
  /// @param problems receives the errors and warnings
  public static Map<String, Value> read(Value json, List<Problem> problems) {
    return new ArmParametersReader(problems).parameters(json);
  }

  private Map<String, Value> parameters(Value json) {
    ObjectValue file = shapes.object(json, "a parameter file");
    if (file == null) {
      return Map.of();
    }
    ObjectValue inner = file.object("parameters");
    boolean bare = isBare(file) && (inner == null || !isBare(inner));
    if (!bare) {
      shapes.warnOfOthers(file, MEMBERS, "a parameter file");
    }
    ObjectValue written = bare ? file : shapes.object(file, "parameters", "the parameter file");
    if (written == null && file.get("parameters") == null) {
      shapes.error("the parameter file has no `parameters`", file.origin());
    }
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; written != null && i < written.size(); i++) {
      String name = written.nameAt(i);
      Value value = value(written.valueAt(i), name);
      if (value != null) {
        String before = names.put(PropertyName.folded(name), name);
        if (before != null) {
          shapes.warning(
              "parameter `" + name + "` is given more than once; the last value is used",
              value.origin());
          values.remove(before);
        }
        values.put(name, value);
      }
    }
    return Collections.unmodifiableMap(values);
  }

  /// Whether the object is a bare object of parameters: every member is a parameter, and none
  /// belongs to the deployment format.
  static boolean isBare(ObjectValue file) {
    if (file.get("$schema") != null || file.isEmpty()) {
      return false;
    }
    for (int i = 0; i < file.size(); i++) {
      if (!(file.valueAt(i) instanceof ObjectValue member) || !isGiven(member)) {
        return false;
      }
    }
    return true;
  }

  /// Whether an object assigns a parameter value.
  static boolean isGiven(ObjectValue member) {
    return member.get("value") != null
        || member.get("reference") != null
        || member.get("expression") != null;
  }

  private static Value withTokens(Value value) {
    return switch (value) {
      case StringValue string -> PipelineToken.replaced(string.text(), string.origin());
      case ArrayValue array -> {
        List<Value> elements = new ArrayList<>(array.size());
        array.forEach(each -> elements.add(withTokens(each)));
        yield ArrayValue.of(elements, array.origin());
      }
      case ObjectValue object -> {
        ObjectValue.Builder members = ObjectValue.builder().origin(object.origin());
        for (int i = 0; i < object.size(); i++) {
          members.put(object.nameAt(i), withTokens(object.valueAt(i)));
        }
        yield members.build();
      }
      case NullValue _, BooleanValue _, NumberValue _, Unknown _ -> value;
    };
  }

  private @Nullable Value value(Value written, String name) {
    String what = "parameter `" + name + "`";
    ObjectValue object = shapes.object(written, what);
    if (object == null) {
      return null;
    }
    Value reference = JsonShapeReader.present(object, "reference");
    if (reference != null) {
      Unknown placeholder = PipelinePlaceholder.of(reference, name);
      if (placeholder != null) {
        return placeholder.asSecret();
      }
      return KeyVaultSecretReference.of(reference, shapes, what);
    }
    Value value = object.get("value");
    if (value != null) {
      Unknown placeholder = PipelinePlaceholder.of(value, name);
      return placeholder == null ? withTokens(value) : placeholder;
    }
    if (object.get("expression") != null) {
      String why = what + " is an expression, which is evaluated only at deployment";
      shapes.warning(why, object.origin());
      return InvalidValue.value(
          name,
          new UnknownCause(UnknownCause.Kind.PARAMETER, why, "a literal `value`"),
          object.origin());
    }
    shapes.error(what + " has neither `value` nor `reference`", object.origin());
    return null;
  }
}
