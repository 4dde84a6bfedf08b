/// The list of all functions.
@NullMarked
package dev.redoubt.template.function.catalog;

import org.jspecify.annotations.NullMarked;
