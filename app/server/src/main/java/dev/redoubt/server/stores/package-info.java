/// Opens all stores of a registry for the routes.
@NullMarked
package dev.redoubt.server.stores;

import org.jspecify.annotations.NullMarked;
