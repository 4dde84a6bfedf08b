package dev.redoubt.server.page;

import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.registry.models.ModelVersion;
import java.util.List;

/// A model version as shown on pages.
///
/// @param tone color of the state: `good`, `bad` or `wait`
public record ModelVersionRow(
    String model,
    long number,
    String address,
    String state,
    String tone,
    String stage,
    List<String> aliases,
    String author,
    String created) {

  static ModelVersionRow of(ModelVersion version) {
    return new ModelVersionRow(
        version.model(),
        version.number(),
        PageUrls.version(version.model(), version.number()),
        switch (version.status()) {
          case PENDING_REGISTRATION -> "scan in progress";
          case FAILED_REGISTRATION -> "registration failed";
          case READY -> "registered";
        },
        switch (version.status()) {
          case PENDING_REGISTRATION -> "wait";
          case FAILED_REGISTRATION -> "bad";
          case READY -> "good";
        },
        version.stage() == ModelStage.NONE ? "" : version.stage().text(),
        version.aliases(),
        version.author(),
        TimeFormat.of(version.created()));
  }
}
