/// Test code that several modules share, for use in test scope only.
@NullMarked
package dev.redoubt.testing;

import org.jspecify.annotations.NullMarked;
