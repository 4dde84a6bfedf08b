/// Reads Bicep into the template model, without the Bicep compiler.
@NullMarked
package dev.redoubt.bicep;

import org.jspecify.annotations.NullMarked;
