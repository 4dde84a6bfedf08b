package dev.redoubt.bicep.internal.lowering;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A resource type with its API version, as written in Bicep:
/// `Microsoft.Storage/storageAccounts@2024-01-01`.
///
/// @param type the type without its version; for a nested resource, including the enclosing types
/// @param apiVersion null if absent, here or around it
record ResourceTypeName(String type, @Nullable String apiVersion) {

  /// @param around the type of the enclosing resource, or null
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

  /// Removes the namespace `az:` of Azure's built-in types.
  private static String unqualified(String type) {
    return type.startsWith("az:") ? type.substring(3) : type;
  }

  /// The number of segments in a name of this type.
  int depth() {
    return (int) type.chars().filter(each -> each == '/').count();
  }

  List<String> segments() {
    return List.of(type.split("/"));
  }

  /// Whether it has the form of an Azure type, `Provider.Namespace/type`. Types of extensions look
  /// like `core/Service` or `request`; those of Microsoft Graph have the form of Azure types.
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
