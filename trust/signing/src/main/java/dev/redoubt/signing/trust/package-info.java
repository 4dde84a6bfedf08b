/// Trust roots, signers, and Sigstore bundles.
@NullMarked
package dev.redoubt.signing.trust;

import org.jspecify.annotations.NullMarked;
