/// Writes fixes in Bicep.
@NullMarked
package dev.redoubt.fixes.bicep;

import org.jspecify.annotations.NullMarked;
