package dev.redoubt.engine;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Assessment.Practice.NotJudged;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects the places of templates that often contain secrets and that no control examines: app
/// settings, environment variables, defaults of parameters, outputs.
final class UnjudgedSecrets {

  /// Names of properties that hold settings of an application, folded.
  private static final Set<String> SETTINGS =
      Set.of("appsettings", "connectionstrings", "env", "environmentvariables", "secrets");

  /// Names of properties that hold one text with a secret.
  private static final Pattern TEXT =
      Pattern.compile(
          "(?i).*(password|passwd|pwd|secret|credential|connectionstring|(access|api|account|"
              + "primary|secondary|shared)_?key|token|customdata|userdata|protectedsettings)");

  /// Names of properties that contain settings, folded.
  private static final Set<String> HOLDERS = Set.of("siteconfig", "containers", "initcontainers");

  /// Resources whose properties are settings of an application, by type and last name.
  private static final ResourceType SITE_CONFIG = ResourceType.of("Microsoft.Web/sites/config");

  private static final ResourceType SLOT_CONFIG =
      ResourceType.of("Microsoft.Web/sites/slots/config");

  private static final Pattern SECURE_NAME =
      Pattern.compile("(?i).*(password|passwd|pwd|secret|token|key|credential|connectionstring).*");

  /// Deeper than payloads of Azure.
  private static final int MAX_DEPTH = 32;

  private final Set<String> settings = new LinkedHashSet<>();
  private final Set<String> defaults = new LinkedHashSet<>();
  private final Set<String> outputs = new LinkedHashSet<>();

  /// Adds the settings of resources.
  void addResources(List<Resource> resources) {
    for (Resource resource : resources) {
      if (isSettings(resource) || hasSettings(resource.body(), 0)) {
        settings.add(resource.key().id());
      }
    }
  }

  private static boolean isSettings(Resource resource) {
    ResourceType type = resource.type();
    return (type.equals(SITE_CONFIG) || type.equals(SLOT_CONFIG))
        && SETTINGS.contains(PropertyName.folded(resource.key().lastName().toString()));
  }

  /// Whether a value contains settings, in some branch of a choice.
  private static boolean hasSettings(Value value, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    if (value instanceof Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _)) {
      return hasSettings(a, depth + 1) || hasSettings(b, depth + 1);
    }
    if (value instanceof Unknown unknown) {
      return isKeyOfService(unknown);
    }
    if (value instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        Value member = object.valueAt(i);
        boolean isSetting =
            SETTINGS.contains(PropertyName.folded(object.nameAt(i))) && holdsValues(member);
        isSetting |= TEXT.matcher(object.nameAt(i)).matches() && mayBeText(member);
        isSetting |= HOLDERS.contains(PropertyName.folded(object.nameAt(i))) && isOpen(member);
        if (isSetting || hasSettings(member, depth + 1)) {
          return true;
        }
      }
    }
    if (value instanceof ArrayValue array) {
      for (Value element : array) {
        if (hasSettings(element, depth + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a value may have members that are not known.
  private static boolean isOpen(Value value) {
    return switch (value) {
      case Unknown(ResidualExpression.Choice _, _, _, _, _) -> false;
      case Unknown _ -> true;
      case ObjectValue object -> object.isOpen();
      case ArrayValue array -> array.isOpen();
      default -> false;
    };
  }

  /// Whether a value contains the result of `listKeys` or a similar function.
  private static boolean isKeyOfService(Unknown value) {
    return value.secret()
        && value.causes().stream()
            .anyMatch(
                cause ->
                    cause.kind() == UnknownCause.Kind.SECRET && cause.text().startsWith("`list"));
  }

  /// Whether a value is a text that is not empty, or an object.
  private static boolean mayBeText(Value value) {
    return switch (value) {
      case StringValue text -> !text.text().isEmpty();
      case ObjectValue object -> object.size() > 0;
      case Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _) ->
          mayBeText(a) || mayBeText(b);
      case Unknown(ResidualExpression.Text _, _, _, _, _) -> true;
      case Unknown _, ArrayValue _, NullValue _, BooleanValue _, NumberValue _ -> false;
    };
  }

  private static boolean holdsValues(Value value) {
    return switch (value) {
      case ArrayValue array -> array.size() > 0 || array.isOpen();
      case ObjectValue object -> object.size() > 0 || object.isOpen();
      case Unknown _ -> true;
      case StringValue _, NullValue _, BooleanValue _, NumberValue _ -> false;
    };
  }

  /// Adds the parameters with a secret as default, and the outputs, of a template and its modules.
  void addTemplate(Template template) {
    TemplateFiles.visit(template, this::addFile);
  }

  private void addFile(Template template) {
    template
        .parameters()
        .values()
        .forEach(
            parameter -> {
              boolean isSecure =
                  parameter.type().secure() || SECURE_NAME.matcher(parameter.name()).matches();
              if (isSecure && isText(parameter.defaultValue())) {
                defaults.add(template.file() + ": " + parameter.name());
              }
            });
    template
        .outputs()
        .values()
        .forEach(output -> outputs.add(template.file() + ": " + output.name()));
  }

  /// Whether a default is a text that is not empty, or an object or array, which may contain one.
  private static boolean isText(@Nullable TemplateExpression value) {
    if (value == null) {
      return false;
    }
    String text = value.literalText();
    return text != null
        ? !text.isEmpty()
        : !(value instanceof TemplateExpression.Call)
            && !(value instanceof TemplateExpression.Literal(var literal) && !holdsValues(literal));
  }

  /// What was found, as parts that no control judges.
  List<NotJudged> parts() {
    String reason = "secrets in values are not detected yet";
    List<NotJudged> parts = new ArrayList<>();
    if (!defaults.isEmpty()) {
      parts.add(
          new NotJudged(
              "defaults of " + count(defaults, "parameter") + " for secrets",
              reason,
              List.copyOf(defaults)));
    }
    if (!settings.isEmpty()) {
      parts.add(
          new NotJudged(
              "settings and environment variables of " + count(settings, "resource"),
              reason,
              List.copyOf(settings)));
    }
    if (!outputs.isEmpty()) {
      parts.add(new NotJudged(count(outputs, "output"), reason, List.copyOf(outputs)));
    }
    return parts;
  }

  private static String count(Set<String> items, String noun) {
    return items.size() + " " + noun + (items.size() == 1 ? "" : "s");
  }
}
