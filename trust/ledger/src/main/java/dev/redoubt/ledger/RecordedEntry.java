package dev.redoubt.ledger;

import dev.redoubt.ledger.format.SignedNote;

/// An entry that has been recorded durably.
///
/// @param index of the entry in the log, from 0
/// @param checkpoint the first one that holds the entry
public record RecordedEntry(long index, LedgerEntry entry, SignedNote checkpoint) {}
