/// Hashing, JSON, base64 and PEM for signatures; internal to this module.
@NullMarked
package dev.redoubt.signing.internal;

import org.jspecify.annotations.NullMarked;
