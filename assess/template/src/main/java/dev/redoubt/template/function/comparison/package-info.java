/// The functions of comparing, one class each;
/// [dev.redoubt.template.function.comparison.ComparisonFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.comparison;

import org.jspecify.annotations.NullMarked;
