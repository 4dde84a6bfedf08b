/// Encryption and signing with keys that stay in their provider: envelope encryption, key
/// providers, secure key release.
@NullMarked
package dev.redoubt.keys;

import org.jspecify.annotations.NullMarked;
