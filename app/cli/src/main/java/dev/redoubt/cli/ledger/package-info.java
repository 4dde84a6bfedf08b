/// `redoubt ledger ...`: a transparency log.
@NullMarked
package dev.redoubt.cli.ledger;

import org.jspecify.annotations.NullMarked;
