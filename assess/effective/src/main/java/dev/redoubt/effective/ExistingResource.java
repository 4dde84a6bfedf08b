package dev.redoubt.effective;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;

/// The unknown content of `existing` resources: only their identity is declared.
final class ExistingResource {

  private ExistingResource() {}

  /// The content that is not declared.
  static Unknown properties(Resource resource) {
    String name = resource.key().shortName();
    return Unknown.symbol(
        "existing('" + resource.key().id() + "')",
        new UnknownCause(
            UnknownCause.Kind.OUTSIDE_RESOURCE,
            "`" + name + "` is an existing resource whose properties are not declared",
            "also assess the template that declares it"),
        TypeHint.OBJECT,
        resource.origin());
  }
}
