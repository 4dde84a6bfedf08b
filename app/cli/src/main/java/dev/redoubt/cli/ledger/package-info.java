/// The subcommands of `redoubt ledger`, which write and verify a transparency log.
@NullMarked
package dev.redoubt.cli.ledger;

import org.jspecify.annotations.NullMarked;
