package dev.redoubt.controls;

import dev.redoubt.estate.Resource;
import dev.redoubt.findings.Finding;
import java.util.List;

/// The result of all controls for one estate.
///
/// @param findings including passes; worst first
/// @param uncovered the resources of types that no control covers, except [types that only support
///   others][SupportingTypes]
public record CatalogResult(List<Finding> findings, List<Resource> uncovered) {
  public CatalogResult {
    findings = List.copyOf(findings);
    uncovered = List.copyOf(uncovered);
  }
}
