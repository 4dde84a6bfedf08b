package dev.redoubt.arm;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// Recognizes placeholders in a parameter file that a pipeline replaces with a value: `GEN-UNIQUE`,
/// `GEN-PASSWORD`, `GET-PREREQ-vnetName`. Source: the contribution guide of the public
/// azure-quickstart-templates, whose parameter files use them; other repositories adopted the
/// convention.
final class PipelinePlaceholder {

  private PipelinePlaceholder() {}

  /// Returns the unknown for a placeholder, or null if the value is not a placeholder.
  ///
  /// @param name the parameter
  static @Nullable Unknown of(Value value, String name) {
    if (!(value instanceof StringValue(var text, _)) || !isPlaceholder(text)) {
      return null;
    }
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.PARAMETER,
            "parameter `" + name + "` has only the placeholder `" + text + "`",
            "`--parameters " + name + "=VALUE`, or a parameter file");
    return Unknown.symbol("parameters('" + name + "')", cause, TypeHint.ANY, value.origin());
  }

  private static boolean isPlaceholder(String text) {
    return text.startsWith("GEN-") || text.startsWith("GET-PREREQ-");
  }
}
