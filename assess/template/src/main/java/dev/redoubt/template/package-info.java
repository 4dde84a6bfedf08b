/// What a deployment would do: the template's tree evaluated into resources.
///
/// [dev.redoubt.template.TemplateExpander] is the door.
@NullMarked
package dev.redoubt.template;

import org.jspecify.annotations.NullMarked;
