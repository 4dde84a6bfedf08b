/// Verification of signatures and certificate chains.
@NullMarked
package dev.redoubt.signing.internal.trust;

import org.jspecify.annotations.NullMarked;
