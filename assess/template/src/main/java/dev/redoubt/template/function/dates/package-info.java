/// The functions of dates, one class each; [dev.redoubt.template.function.dates.DateFunctions]
/// lists them.
@NullMarked
package dev.redoubt.template.function.dates;

import org.jspecify.annotations.NullMarked;
