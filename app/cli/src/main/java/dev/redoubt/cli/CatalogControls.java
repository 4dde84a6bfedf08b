package dev.redoubt.cli;

import dev.redoubt.estate.Estate;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.ControlInfo;
import dev.redoubt.findings.Finding;
import java.util.List;

/// The controls that ship with Redoubt.
final class CatalogControls implements Controls {

  @Override
  public List<ControlInfo> infos() {
    return List.of();
  }

  @Override
  public List<Finding> evaluate(Estate estate) {
    return List.of();
  }

  @Override
  public List<Practice> practices(List<Finding> findings) {
    return List.of();
  }
}
