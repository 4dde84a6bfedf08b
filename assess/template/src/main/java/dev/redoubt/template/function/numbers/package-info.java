/// The functions of whole numbers, one class each;
/// [dev.redoubt.template.function.numbers.NumberFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.numbers;

import org.jspecify.annotations.NullMarked;
