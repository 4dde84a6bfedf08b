/// Detects secrets in text and in streams by the token formats of services, and tells them from
/// look-alikes.
@NullMarked
package dev.redoubt.detect;

import org.jspecify.annotations.NullMarked;
