package dev.redoubt.server.page;

import dev.redoubt.store.outbox.EventLog.Logged;

/// Something that happened, as pages show it.
///
/// @param entry its number in the ledger; empty while it is on its way
/// @param proof the address of its receipt, or empty
public record LogView(String entry, String type, String actor, String time, String proof) {

  static LogView of(String model, long version, Logged logged) {
    boolean there = logged.entry().isPresent();
    long entry = logged.entry().orElse(-1);
    return new LogView(
        there ? String.valueOf(entry) : "",
        logged.event().type(),
        logged.event().actor(),
        Times.of(logged.event().time()),
        there ? Addresses.proof(model, version, entry) : "");
  }
}
