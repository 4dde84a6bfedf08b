/// What happened, from the transaction in which it happened into the ledger.
@NullMarked
package dev.redoubt.store.outbox;

import org.jspecify.annotations.NullMarked;
