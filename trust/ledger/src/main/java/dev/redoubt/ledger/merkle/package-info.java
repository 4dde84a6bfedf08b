/// Merkle trees of RFC 6962 with the proofs of RFC 9162.
@NullMarked
package dev.redoubt.ledger.merkle;

import org.jspecify.annotations.NullMarked;
