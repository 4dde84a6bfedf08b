/// Databases for tests of stores.
@NullMarked
package dev.redoubt.store.testing;

import org.jspecify.annotations.NullMarked;
