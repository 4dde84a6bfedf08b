package dev.redoubt.facts;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.inventory.Exposure;

/// From where the endpoint of a resource can be reached.
///
/// @param reason the settings that decide, one line
/// @param origin the location of the deciding setting; [Origin#NONE] if it is in no file
public record ExposureFact(Exposure exposure, String reason, Origin origin) {

  static ExposureFact of(Exposure exposure, EffectiveProperty deciding) {
    return new ExposureFact(exposure, deciding.phrase(), deciding.origin());
  }

  static ExposureFact of(Exposure exposure, EffectiveProperty deciding, String more) {
    return new ExposureFact(exposure, deciding.phrase() + "; " + more, deciding.origin());
  }

  static ExposureFact because(Exposure exposure, String reason) {
    return new ExposureFact(exposure, reason, Origin.NONE);
  }
}
