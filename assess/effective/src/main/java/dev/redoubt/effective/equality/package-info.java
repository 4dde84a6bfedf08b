/// Whether two values or identities that are known in part are equal.
@NullMarked
package dev.redoubt.effective.equality;

import org.jspecify.annotations.NullMarked;
