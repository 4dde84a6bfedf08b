package dev.redoubt.server.page;

import dev.redoubt.registry.models.ModelAlias;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.RegisteredModel;
import java.util.List;

/// A model as shown on pages.
///
/// @param latest the highest version number, or empty
public record ModelRow(
    String name,
    String address,
    String project,
    String environment,
    String sensitivity,
    String latest,
    List<String> aliases,
    String changed) {

  static ModelRow of(RegisteredModel model) {
    return new ModelRow(
        model.name(),
        PageUrls.model(model.name()),
        model.label().project(),
        model.label().environment(),
        model.label().sensitivity(),
        model.latest().stream()
            .map(ModelVersion::number)
            .max(Long::compare)
            .map(String::valueOf)
            .orElse(""),
        model.aliases().stream().map(ModelRow::words).toList(),
        TimeFormat.of(model.updated()));
  }

  private static String words(ModelAlias alias) {
    return alias.name() + " = " + alias.version();
  }
}
