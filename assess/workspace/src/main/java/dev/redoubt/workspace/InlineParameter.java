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

/// The value of one parameter on the command line: `NAME=VALUE`.
public record InlineParameter(String name, String text) {

  private static final Pattern WRITTEN = Pattern.compile("(?s)([A-Za-z_]\\w*)=(.*)");

  /// Maximum number of type references to follow.
  private static final int MAX_REFERENCES = 32;

  /// Parses `NAME=VALUE`; null if the text has another form, or if a file has this name.
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

  /// Reports values whose parameter no template declares.
  static void check(
      List<InlineParameter> values, List<Deployment> deployments, List<Problem> problems) {
    Set<String> declared = new TreeSet<>();
    for (Deployment deployment : deployments) {
      if (!deployment.template().kind().isTemplate()) {
        return; // its parameters are only known after it is read
      }
      declared.addAll(deployment.template().parameterNames());
    }
    for (InlineParameter each : values) {
      if (!deployments.isEmpty() && !declared.contains(PropertyName.folded(each.name()))) {
        problems.add(
            Problem.error(
                "no template declares the parameter `%s`%s"
                    .formatted(each.name(), SpellingSuggestions.ending(each.name(), declared)),
                Origin.CONFIGURATION));
      }
    }
  }

  /// The value as the type of the parameter, see [#read]; null if the template does not declare the
  /// parameter.
  @Nullable Value value(Template template) {
    Template.ParameterDeclaration declared = template.parameter(name);
    return declared == null ? null : read(text, kind(declared.type(), template));
  }

  /// The kind of a type after following its references.
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

  /// Parses a text as a value of a kind: for a string, the text itself, unless it is a quoted JSON
  /// string; for other kinds, JSON. A text that is not valid JSON remains a string.
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
    return located(value, Origin.CONFIGURATION);
  }

  /// The value with an origin for all of its parts.
  static Value located(Value value, Origin origin) {
    return switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _, Unknown _ -> value.at(origin);
      case ArrayValue array -> {
        List<Value> elements = new ArrayList<>();
        array.forEach(each -> elements.add(located(each, origin)));
        yield ArrayValue.of(elements, origin);
      }
      case ObjectValue object -> {
        ObjectValue.Builder members = ObjectValue.builder().origin(origin);
        for (int i = 0; i < object.size(); i++) {
          members.put(object.nameAt(i), located(object.valueAt(i), origin));
        }
        yield members.build();
      }
    };
  }
}
