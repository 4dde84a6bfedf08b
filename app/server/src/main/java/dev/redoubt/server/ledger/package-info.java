/// The ledger over HTTP: as tiles, for whoever verifies, and proofs of single entries.
@NullMarked
package dev.redoubt.server.ledger;

import org.jspecify.annotations.NullMarked;
