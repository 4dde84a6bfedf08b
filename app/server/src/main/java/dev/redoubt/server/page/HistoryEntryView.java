package dev.redoubt.server.page;

import dev.redoubt.store.outbox.EventHistory.RecordedEvent;

/// A security event as shown on pages.
///
/// @param entry its number in the ledger; empty while it waits in the outbox
/// @param proof URL of its receipt, or empty
public record HistoryEntryView(String entry, String type, String actor, String time, String proof) {

  static HistoryEntryView of(String model, long version, RecordedEvent logged) {
    boolean there = logged.entry().isPresent();
    long entry = logged.entry().orElse(-1);
    return new HistoryEntryView(
        there ? String.valueOf(entry) : "",
        logged.event().type(),
        logged.event().actor(),
        TimeFormat.of(logged.event().time()),
        there ? PageUrls.proof(model, version, entry) : "");
  }
}
