/// The databases that tests of stores run against.
@NullMarked
package dev.redoubt.store.testing;

import org.jspecify.annotations.NullMarked;
