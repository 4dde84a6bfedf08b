/// The ledger over HTTP: tiles for verifiers, and inclusion proofs of single entries.
@NullMarked
package dev.redoubt.server.ledger;

import org.jspecify.annotations.NullMarked;
