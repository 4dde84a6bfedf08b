package dev.redoubt.bicep.internal.lowering;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The type of a resource as Bicep writes it: `Microsoft.Storage/storageAccounts@2024-01-01`.
///
/// @param type without its version; of a nested resource, with the types around it
/// @param apiVersion null where none is written, here or around it
record ResourceTypeName(String type, @Nullable String apiVersion) {

  /// @param around the type of the resource that it is nested in, or null
  static ResourceTypeName of(String written, @Nullable ResourceTypeName around) {
    int at = written.lastIndexOf('@');
    String type = unqualified(at < 0 ? written : written.substring(0, at));
    String version = at < 0 ? null : written.substring(at + 1);
    if (around == null) {
      return new ResourceTypeName(type, version);
    }
    boolean whole =
        type.toLowerCase(Locale.ROOT).startsWith(around.type.toLowerCase(Locale.ROOT) + "/");
    return new ResourceTypeName(
        whole ? type : around.type + "/" + type, version != null ? version : around.apiVersion);
  }

  /// Without the namespace of Azure's own types, `az:`.
  private static String unqualified(String type) {
    return type.startsWith("az:") ? type.substring(3) : type;
  }

  /// How many segments a name of it has.
  int depth() {
    return (int) type.chars().filter(each -> each == '/').count();
  }

  List<String> segments() {
    return List.of(type.split("/"));
  }

  /// Whether it is Azure's own, by its form: `Provider.Namespace/type`. Types of extensions are
  /// called `core/Service` or `request`; those of Microsoft Graph look like Azure's.
  boolean isOfAzure() {
    int slash = type.indexOf('/');
    return slash > 0
        && slash < type.length() - 1
        && type.substring(0, slash).contains(".")
        && !type.toLowerCase(Locale.ROOT).startsWith("microsoft.graph/");
  }

  boolean is(String other) {
    return type.equalsIgnoreCase(other);
  }
}
