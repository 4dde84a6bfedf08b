package dev.redoubt.arm;

import dev.redoubt.template.syntax.Template.TargetScope;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a `$schema` says: whether a file is a template or its parameters, and for which level.
///
/// Case, host, `http` or `https`, the date and a `#` at the end make no difference, as in Azure.
///
/// @param target the level that a template deploys to
record TemplateSchema(Kind kind, TargetScope target) {

  /// What a file is.
  enum Kind {
    TEMPLATE,
    PARAMETERS
  }

  private static final Pattern PATTERN =
      Pattern.compile(
          "https?://[^/]+/schemas/[^/]+/(|subscription|managementgroup|tenant)"
              + "deployment(template|parameters)\\.json#?");

  /// The meaning of a `$schema`, or null where it is neither.
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
