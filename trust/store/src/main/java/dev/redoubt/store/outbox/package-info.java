/// Security events, on their way from the transaction that causes them to the ledger.
@NullMarked
package dev.redoubt.store.outbox;

import org.jspecify.annotations.NullMarked;
