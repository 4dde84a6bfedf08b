/// The functions of the template language: what one is, and all of them.
///
/// A function is a class of its own, listed in [dev.redoubt.template.function.TemplateFunctions].
@NullMarked
package dev.redoubt.template.function;

import org.jspecify.annotations.NullMarked;
