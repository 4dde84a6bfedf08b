package dev.redoubt.workspace;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.TypeDefinition;
import dev.redoubt.text.SpellingSuggestions;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A value for one parameter that is written on the command line: `NAME=VALUE`.
public record InlineParameter(String name, String text) {

  private static final Pattern WRITTEN = Pattern.compile("(?s)([A-Za-z_]\\w*)=(.*)");

  /// Aliases of types that refer to one another, at most.
  private static final int MAX_REFERENCES = 32;

  /// Reads `NAME=VALUE`; null where it is not written so, or where a file has that very name.
  public static @Nullable InlineParameter of(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    return matcher.matches() && !isFile(written)
        ? new InlineParameter(matcher.group(1), matcher.group(2))
        : null;
  }

  private static boolean isFile(String written) {
    try {
      return Files.exists(Path.of(written));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  /// Says which of the values no template has a parameter for.
  static void check(
      List<InlineParameter> values, List<Deployment> deployments, List<Problem> problems) {
    Set<String> declared = new TreeSet<>();
    for (Deployment deployment : deployments) {
      if (!deployment.template().kind().isTemplate()) {
        return; // what it declares is only known when it is read
      }
      declared.addAll(deployment.template().parameterNames());
    }
    for (InlineParameter each : values) {
      if (!deployments.isEmpty() && !declared.contains(PropertyName.folded(each.name()))) {
        problems.add(
            Problem.error(
                "no template has a parameter `%s`%s"
                    .formatted(each.name(), SpellingSuggestions.ending(each.name(), declared)),
                Origin.NONE));
      }
    }
  }

  /// The value for a parameter of a type, as [#read]; null where the template has no such
  /// parameter.
  @Nullable Value value(Template template) {
    Template.ParameterDeclaration declared = template.parameter(name);
    return declared == null ? null : read(text, kind(declared.type(), template));
  }

  /// The kind that a type comes to, its references followed.
  static TypeDefinition.Kind kind(TypeDefinition type, Template template) {
    TypeDefinition here = type;
    for (int i = 0; i < MAX_REFERENCES && here.reference() != null; i++) {
      TypeDefinition next = template.definitions().get(PropertyName.folded(here.reference()));
      if (next == null) {
        break;
      }
      here = next;
    }
    return here.type();
  }

  /// What a text stands for where a value of a kind is expected: a text for itself, unless it is
  /// written as one of JSON; the others as JSON. What is not, stays a text.
  static Value read(String text, TypeDefinition.Kind kind) {
    boolean isText = kind == TypeDefinition.Kind.STRING && !text.strip().startsWith("\"");
    if (isText) {
      return StringValue.of(text).at(Origin.CONFIGURATION);
    }
    String written = kind == TypeDefinition.Kind.BOOL ? text.toLowerCase(Locale.ROOT) : text;
    Value value = new JsonReader(new SourceFiles(), new ArrayList<>()).read(written, "");
    if (value == null || (kind == TypeDefinition.Kind.STRING && !(value instanceof StringValue))) {
      return StringValue.of(text).at(Origin.CONFIGURATION);
    }
    return given(value);
  }

  /// The value with the command line as its origin.
  private static Value given(Value value) {
    return switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _, Unknown _ ->
          value.at(Origin.CONFIGURATION);
      case ArrayValue array -> {
        List<Value> elements = new ArrayList<>();
        array.forEach(each -> elements.add(given(each)));
        yield ArrayValue.of(elements).at(Origin.CONFIGURATION);
      }
      case ObjectValue object -> {
        ObjectValue.Builder members = ObjectValue.builder().origin(Origin.CONFIGURATION);
        for (int i = 0; i < object.size(); i++) {
          members.put(object.nameAt(i), given(object.valueAt(i)));
        }
        yield members.build();
      }
    };
  }
}
