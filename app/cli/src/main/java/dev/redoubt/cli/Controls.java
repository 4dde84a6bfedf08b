package dev.redoubt.cli;

import dev.redoubt.estate.Estate;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.ControlInfo;
import dev.redoubt.findings.Finding;
import java.util.List;

/// The controls that an estate is judged by.
interface Controls {

  /// What reports say of each control.
  List<ControlInfo> infos();

  /// The findings of all controls, passes included.
  List<Finding> evaluate(Estate estate);

  /// The article's best practices, as far as the findings show them.
  List<Practice> practices(List<Finding> findings);
}
