/// Databases that trust Microsoft Entra ID.
@NullMarked
package dev.redoubt.registry.store.azure;

import org.jspecify.annotations.NullMarked;
