/// Authentication to databases with Microsoft Entra ID.
@NullMarked
package dev.redoubt.store.azure;

import org.jspecify.annotations.NullMarked;
