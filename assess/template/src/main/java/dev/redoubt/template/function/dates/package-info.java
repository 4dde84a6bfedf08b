/// The date functions, one class per function; [dev.redoubt.template.function.dates.DateFunctions]
/// lists them.
@NullMarked
package dev.redoubt.template.function.dates;

import org.jspecify.annotations.NullMarked;
