package dev.redoubt.server.page;

import java.util.List;

/// The page of a model version.
///
/// @param model URL of the model
/// @param progress what is currently being done; empty if nothing is
/// @param digest of the files; empty if there is none yet
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
