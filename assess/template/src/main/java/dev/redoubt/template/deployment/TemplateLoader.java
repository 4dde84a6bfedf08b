package dev.redoubt.template.deployment;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template;

/// Brings the template of a linked deployment, if it is at hand.
@FunctionalInterface
public interface TemplateLoader {

  /// Loads it, or says why not.
  ///
  /// @param location a path or URI, known, known in part or unknown
  /// @param relative whether it is relative to the file of the linking template
  /// @param from the template that links
  /// @param origin where the link stands
  Loaded load(Value location, boolean relative, Template from, Origin origin);

  /// What came of it.
  sealed interface Loaded {

    /// It is at hand.
    record Found(Template template) implements Loaded {}

    /// It cannot be had; what it would deploy is unknown.
    record Missing(UnknownCause cause) implements Loaded {}
  }
}
