/// Basic types for keys: secret bytes, key types, signature algorithms, and the exceptions of key
/// access.
@NullMarked
package dev.redoubt.keys.material;

import org.jspecify.annotations.NullMarked;
