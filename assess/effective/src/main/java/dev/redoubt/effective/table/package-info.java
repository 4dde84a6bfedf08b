/// Reads the dated tables of this module.
@NullMarked
package dev.redoubt.effective.table;

import org.jspecify.annotations.NullMarked;
