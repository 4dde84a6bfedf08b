/// The string functions, one class per function;
/// [dev.redoubt.template.function.strings.StringFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.strings;

import org.jspecify.annotations.NullMarked;
