package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.syntax.Template;

/// What the path of a module leads to.
public sealed interface ModuleTarget {

  /// A template that is at hand.
  record Known(Template template) implements ModuleTarget {}

  /// Nothing that can be had, which has been reported.
  record Unavailable(UnknownCause cause) implements ModuleTarget {}
}
