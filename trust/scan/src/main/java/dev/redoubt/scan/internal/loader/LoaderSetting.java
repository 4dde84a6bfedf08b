package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.internal.json.JsonDocument;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A configuration value by which a loader finds code.
///
/// @param keys the names of the value, any of them
/// @param beside whether an object with the key belongs to this loader, by the names beside it
/// @param looked which strings of the value name code; others are ordinary words
/// @param allowed what the loader finds in its own library
/// @param does what the loader does with the rest, as the start of the message
record LoaderSetting(
    Set<String> keys,
    Predicate<JsonDocument.ObjectNode> beside,
    Predicate<String> looked,
    LoaderNamespace allowed,
    DetectionSeverity severity,
    String does) {

  /// Applies only beside one of the names.
  LoaderSetting beside(String... names) {
    return beside(node -> List.of(names).stream().anyMatch(node::has));
  }

  /// Applies only in objects that match.
  LoaderSetting beside(Predicate<JsonDocument.ObjectNode> object) {
    return new LoaderSetting(keys, beside.and(object), looked, allowed, severity, does);
  }

  /// Applies only to strings that match.
  LoaderSetting where(Predicate<String> text) {
    return new LoaderSetting(keys, beside, looked.and(text), allowed, severity, does);
  }

  /// Marks code that comes from another place than the model.
  LoaderSetting critical() {
    return new LoaderSetting(keys, beside, looked, allowed, DetectionSeverity.CRITICAL, does);
  }
}
