/// The catalog of all template functions.
@NullMarked
package dev.redoubt.template.function.catalog;

import org.jspecify.annotations.NullMarked;
