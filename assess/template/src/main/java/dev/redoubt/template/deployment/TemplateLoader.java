package dev.redoubt.template.deployment;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template;

/// Loads the template of a linked deployment, if it is available.
@FunctionalInterface
public interface TemplateLoader {

  /// Loads a template, or returns why it is missing.
  ///
  /// @param location a path or URI: known, partially known or unknown
  /// @param relative whether it is relative to the file of the linking template
  /// @param from the template that links
  /// @param origin the location of the link
  Loaded load(Value location, boolean relative, Template from, Origin origin);

  /// The result of loading a template.
  sealed interface Loaded {

    /// The template is available.
    record Found(Template template) implements Loaded {}

    /// The template is not available; its resources are unknown.
    record Missing(UnknownCause cause) implements Loaded {}
  }
}
