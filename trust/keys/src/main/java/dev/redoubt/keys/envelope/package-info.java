/// Envelope encryption: a data key for each object, wrapped by a key-encryption key.
@NullMarked
package dev.redoubt.keys.envelope;

import org.jspecify.annotations.NullMarked;
