/// All that a registry keeps, for the routes that lead to it.
@NullMarked
package dev.redoubt.server.stores;

import org.jspecify.annotations.NullMarked;
