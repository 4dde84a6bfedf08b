package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.syntax.Template;

/// The resolved target of a module path.
public sealed interface ModuleTarget {

  /// The template of the module.
  record Resolved(Template template) implements ModuleTarget {}

  /// The module is not available, which has been reported.
  record Unavailable(UnknownCause cause) implements ModuleTarget {}
}
