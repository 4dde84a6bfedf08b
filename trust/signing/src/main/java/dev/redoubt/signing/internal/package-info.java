/// Hashing, JSON, base64 and DER as signatures need them; nobody outside the module uses it.
@NullMarked
package dev.redoubt.signing.internal;

import org.jspecify.annotations.NullMarked;
