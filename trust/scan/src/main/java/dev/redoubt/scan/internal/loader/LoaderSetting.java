package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.internal.json.JsonDocument;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A value by which a loader finds code.
///
/// @param keys names of the value, any of them
/// @param beside whether an object that has the key is the loader's, by the names beside it
/// @param looked which texts of the value name code; others are ordinary words
/// @param allowed what the loader finds in its own library
/// @param does what the loader does with the rest, before the name
record LoaderSetting(
    Set<String> keys,
    Predicate<JsonDocument.ObjectNode> beside,
    Predicate<String> looked,
    LoaderNamespace allowed,
    DetectionSeverity severity,
    String does) {

  /// With one of the names beside it.
  LoaderSetting beside(String... names) {
    return beside(node -> List.of(names).stream().anyMatch(node::has));
  }

  /// In such an object.
  LoaderSetting beside(Predicate<JsonDocument.ObjectNode> object) {
    return new LoaderSetting(keys, beside.and(object), looked, allowed, severity, does);
  }

  /// Only where the text is such.
  LoaderSetting where(Predicate<String> text) {
    return new LoaderSetting(keys, beside, looked.and(text), allowed, severity, does);
  }

  /// Code that comes from another place than the model.
  LoaderSetting critical() {
    return new LoaderSetting(keys, beside, looked, allowed, DetectionSeverity.CRITICAL, does);
  }
}
