/// The functions of strings, one class each;
/// [dev.redoubt.template.function.strings.StringFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.strings;

import org.jspecify.annotations.NullMarked;
