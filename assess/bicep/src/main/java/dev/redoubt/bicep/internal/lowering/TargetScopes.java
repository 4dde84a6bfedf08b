package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.template.syntax.Template.TargetScope;
import org.jspecify.annotations.Nullable;

/// Reads the `targetScope` of a file.
final class TargetScopes {

  private TargetScopes() {}

  /// The `targetScope` of a file; the resource group if it is absent or invalid.
  static TargetScope of(BicepFile file) {
    for (Statement statement : file.statements()) {
      if (statement instanceof Statement.TargetScope scope) {
        TargetScope named = named(scope.value().literalText());
        return named == null ? TargetScope.RESOURCE_GROUP : named;
      }
    }
    return TargetScope.RESOURCE_GROUP;
  }

  /// The scope with the given name, or null. A file with the scope `local` runs on the local
  /// machine. Its own resources belong to extensions; its modules name their scope in Azure.
  static @Nullable TargetScope named(@Nullable String name) {
    return switch (name) {
      case "tenant", "local" -> TargetScope.TENANT;
      case "managementGroup" -> TargetScope.MANAGEMENT_GROUP;
      case "subscription" -> TargetScope.SUBSCRIPTION;
      case "resourceGroup" -> TargetScope.RESOURCE_GROUP;
      case null, default -> null;
    };
  }
}
