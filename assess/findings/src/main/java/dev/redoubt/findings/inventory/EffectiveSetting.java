package dev.redoubt.findings.inventory;

import dev.redoubt.estate.Origin;
import java.util.Locale;

/// One property of a resource as it is after the deployment.
///
/// @param path from the root of the payload: `properties.publicNetworkAccess`
/// @param value as text, without quotes; for an unknown value the expression; for a secret a
///   placeholder, never its text
/// @param source where the value comes from
/// @param origin where it is written; [Origin#NONE] unless it is declared
/// @param basis the document and date of a default; the resource that a derived value is derived
///   from; the cause of an unknown value and the input that resolves it. Empty for a declared value
///   that is known
public record EffectiveSetting(
    String path, String value, Source source, Origin origin, String basis) {

  /// Where a value comes from.
  public enum Source {
    /// A template or a parameter file has it.
    DECLARED,
    /// The service fills it in from other declared resources.
    DERIVED,
    /// The resource provider uses it if the template omits the property.
    DEFAULT,
    /// The value is unknown before deployment, or the default is not known.
    UNKNOWN;

    /// The word used in reports: `declared`, `derived`, `default`, `unknown`.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
