/// The functions for integers, one class per function;
/// [dev.redoubt.template.function.numbers.NumberFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.numbers;

import org.jspecify.annotations.NullMarked;
