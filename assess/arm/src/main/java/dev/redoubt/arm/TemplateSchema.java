package dev.redoubt.arm;

import dev.redoubt.template.syntax.Template.TargetScope;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The meaning of a `$schema`: whether the file is a template or a parameter file, and the scope
/// that it deploys to.
///
/// Case, host, `http` or `https`, the date and a trailing `#` make no difference, as in Azure.
///
/// @param target the scope that a template deploys to
record TemplateSchema(Kind kind, TargetScope target) {

  /// The kind of a file.
  enum Kind {
    TEMPLATE,
    PARAMETERS
  }

  private static final Pattern PATTERN =
      Pattern.compile(
          "https?://[^/]+/schemas/[^/]+/(|subscription|managementgroup|tenant)"
              + "deployment(template|parameters)\\.json#?");

  /// Parses a `$schema`; returns null if it is neither.
  static @Nullable TemplateSchema of(String schema) {
    Matcher match = PATTERN.matcher(schema.strip().toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      return null;
    }
    TargetScope target =
        switch (match.group(1)) {
          case "subscription" -> TargetScope.SUBSCRIPTION;
          case "managementgroup" -> TargetScope.MANAGEMENT_GROUP;
          case "tenant" -> TargetScope.TENANT;
          default -> TargetScope.RESOURCE_GROUP;
        };
    return new TemplateSchema(
        match.group(2).equals("template") ? Kind.TEMPLATE : Kind.PARAMETERS, target);
  }
}
