/// The artifact stores: module folders, the Bicep CLI cache and Redoubt's cache.
@NullMarked
package dev.redoubt.bicep.internal.artifact;

import org.jspecify.annotations.NullMarked;
