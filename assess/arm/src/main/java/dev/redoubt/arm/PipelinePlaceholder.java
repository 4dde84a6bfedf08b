package dev.redoubt.arm;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// A word in a parameter file that stands for a value which a pipeline puts in: `GEN-UNIQUE`,
/// `GEN-PASSWORD`, `GET-PREREQ-vnetName`. Source: the contribution guide of the public
/// azure-quickstart-templates, whose parameter files are written so; other repositories took it
/// over.
final class PipelinePlaceholder {

  private PipelinePlaceholder() {}

  /// What stands for the value of a placeholder, or null where a value is none.
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
