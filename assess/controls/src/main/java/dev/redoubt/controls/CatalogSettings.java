package dev.redoubt.controls;

import dev.redoubt.findings.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an organisation decides about the controls.
///
/// @param severities other severities, by the id of the control
/// @param requiredTags the tags that resources need; empty for those of the catalog
/// @param classificationTag the tag for the data classification; null for that of the catalog
/// @param classificationValues the values that it may have; empty for any
/// @param sensitiveValues the values that need customer-managed keys; null for those of the catalog
/// @param highlySensitiveValues the values that need confidential computing; null for those of the
///   catalog
/// @param untaggedValue the value of the classification tag that a resource without the tag is
///   judged by; null if the controls that depend on it do not apply to such a resource
/// @param allowedRegions the regions that resources may be in; empty for all
/// @param policies the organisation's own policies
public record CatalogSettings(
    Map<String, Severity> severities,
    List<String> requiredTags,
    @Nullable String classificationTag,
    List<String> classificationValues,
    @Nullable List<String> sensitiveValues,
    @Nullable List<String> highlySensitiveValues,
    @Nullable String untaggedValue,
    List<String> allowedRegions,
    List<Control> policies) {

  /// The catalog decides.
  public static final CatalogSettings NONE =
      new CatalogSettings(
          Map.of(), List.of(), null, List.of(), null, null, null, List.of(), List.of());

  /// Other severities, and otherwise the catalog.
  public static CatalogSettings ofSeverities(Map<String, Severity> severities) {
    return new CatalogSettings(
        severities, List.of(), null, List.of(), null, null, null, List.of(), List.of());
  }

  public CatalogSettings {
    severities = Map.copyOf(severities);
    requiredTags = List.copyOf(requiredTags);
    classificationValues = List.copyOf(classificationValues);
    sensitiveValues = sensitiveValues == null ? null : List.copyOf(sensitiveValues);
    highlySensitiveValues =
        highlySensitiveValues == null ? null : List.copyOf(highlySensitiveValues);
    allowedRegions = List.copyOf(allowedRegions);
    policies = List.copyOf(policies);
  }
}
