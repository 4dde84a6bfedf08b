/// Turns Bicep, as written, into the template model that ARM JSON is read into.
@NullMarked
package dev.redoubt.bicep.internal.lowering;

import org.jspecify.annotations.NullMarked;
