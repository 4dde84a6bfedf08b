/// OpenSSF Model Signing and attestations: in-toto statements in DSSE envelopes in Sigstore
/// bundles.
@NullMarked
package dev.redoubt.signing;

import org.jspecify.annotations.NullMarked;
