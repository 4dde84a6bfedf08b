/// Keys that are used and not seen: envelope encryption, key providers, secure key release.
@NullMarked
package dev.redoubt.keys;

import org.jspecify.annotations.NullMarked;
