/// The comparison functions, one class per function;
/// [dev.redoubt.template.function.comparison.ComparisonFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.comparison;

import org.jspecify.annotations.NullMarked;
