/// Bicep, read natively into the template model.
@NullMarked
package dev.redoubt.bicep;

import org.jspecify.annotations.NullMarked;
