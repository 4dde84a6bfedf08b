/// Expands a template: evaluates it into the resources that it would deploy.
///
/// The entry point is [dev.redoubt.template.TemplateExpander].
@NullMarked
package dev.redoubt.template;

import org.jspecify.annotations.NullMarked;
