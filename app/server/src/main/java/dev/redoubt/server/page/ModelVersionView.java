package dev.redoubt.server.page;

import java.util.List;

/// All about a version.
///
/// @param model the address of its model
/// @param progress what is being done with it just now; empty for nothing
/// @param digest of its files; empty if there is none yet
public record ModelVersionView(
    ModelVersionRow version,
    String model,
    String progress,
    String digest,
    GateView gate,
    List<EvidenceView> evidence,
    List<HistoryEntryView> log) {

  /// Copies the lists.
  public ModelVersionView {
    evidence = List.copyOf(evidence);
    log = List.copyOf(log);
  }
}
