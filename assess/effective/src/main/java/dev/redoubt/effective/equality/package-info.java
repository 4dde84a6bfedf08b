/// Equality of values and identities that may be partly unknown.
@NullMarked
package dev.redoubt.effective.equality;

import org.jspecify.annotations.NullMarked;
