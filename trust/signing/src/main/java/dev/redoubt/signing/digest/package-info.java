/// Digests, the algorithms that make them, and the progress of making them.
@NullMarked
package dev.redoubt.signing.digest;

import org.jspecify.annotations.NullMarked;
