/// Digests, hash algorithms, and the progress of hashing.
@NullMarked
package dev.redoubt.signing.digest;

import org.jspecify.annotations.NullMarked;
