/// Lowers the Bicep syntax tree to the template model, which is shared with ARM JSON.
@NullMarked
package dev.redoubt.bicep.internal.lowering;

import org.jspecify.annotations.NullMarked;
