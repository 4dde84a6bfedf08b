package dev.redoubt.fixes;

import dev.redoubt.estate.Origin;
import dev.redoubt.fixes.bicep.BicepFiles;
import dev.redoubt.fixes.bicep.BicepPlanner;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.json.JsonParameters;
import dev.redoubt.fixes.json.JsonPlanner;
import dev.redoubt.fixes.plan.FixRequest;
import dev.redoubt.fixes.plan.FixSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Plans fixes together, each with the planner of the language of its file.
final class LanguagePlanners {

  private final EditCollector edits = new EditCollector();
  private final BicepPlanner bicep;
  private final Map<String, JsonPlanner> json = new LinkedHashMap<>();
  private final FixSettings settings;

  LanguagePlanners(BicepFiles files, FixSettings settings) {
    this.settings = settings;
    this.bicep = new BicepPlanner(files, settings, edits);
  }

  /// Adds a JSON file.
  void add(SourceText text) {
    json.put(text.name(), new JsonPlanner(text, settings, edits));
  }

  /// Adds a parameter file of a JSON file.
  void addParameters(String template, JsonParameters parameters) {
    JsonPlanner planner = json.get(template);
    if (planner != null) {
      planner.addParameters(parameters);
    }
  }

  /// Adds a fix; false if the file has no such declaration or cannot be changed.
  boolean add(String file, Origin declared, FixRequest request) {
    JsonPlanner template = json.get(file);
    return template != null ? template.add(declared, request) : bicep.add(file, declared, request);
  }

  /// Makes the changes of all fixes that were added.
  void finish() {
    bicep.finish();
    List.copyOf(json.values()).forEach(JsonPlanner::finish);
  }

  EditCollector edits() {
    return edits;
  }

  boolean isJson(String file) {
    return json.containsKey(file);
  }

  /// The symbolic name of the resource of a finding; empty if it has none.
  String symbol(int finding) {
    return bicep.symbol(finding);
  }
}
