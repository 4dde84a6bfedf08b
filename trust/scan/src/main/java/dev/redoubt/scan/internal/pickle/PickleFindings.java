package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Collects the detections of one pickle. An import and what is done with it are one detection,
/// reported when the pickle has been read.
final class PickleFindings {

  /// Further detections add nothing, and a hostile pickle may cause millions.
  private static final int REPORTS = 100;

  private static final int STEPS = 12;

  private final DetectionLocation place;
  private final Consumer<Detection> report;
  private final Map<PickleValue.Global, Trace> traces = new LinkedHashMap<>();
  private final Set<String> said = new HashSet<>();

  /// The steps from an import to its effects.
  private static final class Trace {
    final long offset;
    final List<String> steps = new ArrayList<>();
    String called = "";

    Trace(long offset) {
      this.offset = offset;
    }
  }

  PickleFindings(DetectionLocation place, Consumer<Detection> report) {
    this.place = place;
    this.report = report;
  }

  /// Records an import that is not allowed.
  void imported(PickleValue.Global global, long offset, String opcode) {
    step(global, offset, opcode + " " + ValueFormatter.of(global));
  }

  /// Records a call of such an import.
  void called(PickleValue.Global global, long offset, String opcode, String arguments) {
    step(global, offset, opcode + " " + ValueFormatter.of(global) + "(" + arguments + ")");
    Trace trace = traces.get(global);
    if (trace != null && trace.called.isEmpty()) {
      trace.called =
          arguments.isEmpty() ? " and calls it" : " and calls it with `" + arguments + "`";
    }
  }

  private void step(PickleValue.Global global, long offset, String text) {
    Trace trace = traces.get(global);
    if (trace == null) {
      if (traces.size() == REPORTS) {
        return;
      }
      trace = new Trace(offset);
      traces.put(global, trace);
    }
    if (trace.steps.size() < STEPS) {
      trace.steps.add("offset " + offset + " " + text);
    }
  }

  /// Adds another detection.
  void report(PickleRule rule, long offset, String opcode, String message) {
    if (said.size() < REPORTS && said.add(rule.id() + message)) {
      report.accept(
          Detection.of(
              rule, place.at(offset), message, List.of("offset " + offset + " " + opcode)));
    }
  }

  /// Reports the imports.
  void finish() {
    traces.forEach(
        (global, trace) -> {
          PickleRule rule =
              global.permission == ImportPermission.DANGEROUS
                  ? PickleRule.DANGEROUS_IMPORT
                  : PickleRule.CUSTOM_IMPORT;
          String message = "loading imports `" + ValueFormatter.of(global) + "`" + trace.called;
          report.accept(Detection.of(rule, place.at(trace.offset), message, trace.steps));
        });
    traces.clear();
  }
}
