package dev.redoubt.scan.internal.onnx;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFilePaths;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.protobuf.WireReader;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Visits graphs, the graphs in attributes of their nodes, and all tensors.
final class OnnxGraphs {

  /// Domains whose operators are part of ONNX and ONNX Runtime. Sources: `Operators.md` of ONNX,
  /// `ContribOperators.md` of ONNX Runtime.
  private static final Set<String> DOMAINS =
      Set.of(
          "",
          "ai.onnx",
          "ai.onnx.ml",
          "ai.onnx.training",
          "ai.onnx.preview",
          "ai.onnx.preview.training",
          "com.microsoft",
          "com.microsoft.nchwc",
          "com.ms.internal.nhwc");

  /// Operators of ONNX Runtime that run code outside the model.
  private static final Set<String> RUNS = Set.of("PyOp", "PythonOp", "PythonOpGrad", "ATen");

  private static final int TEXT = 1 << 20;
  private static final int DOMAINS_SHOWN = 100;

  private final OnnxFunctions functions;
  private final ContentFindings findings;
  private final OnnxFiles files = new OnnxFiles();
  private final Map<String, String> custom = new TreeMap<>();
  private final Map<String, Long> places = new TreeMap<>();

  OnnxGraphs(OnnxFunctions functions, ContentFindings findings) {
    this.functions = functions;
    this.findings = findings;
  }

  void graph(WireReader graph) throws IOException, MalformedContentException {
    while (graph.next()) {
      switch (graph.field()) {
        case 1 -> node(graph.message());
        case 5 -> OnnxTensor.check(graph.message(), files, findings);
        case 15 -> sparse(graph.message());
        default -> {
          // names and types of inputs and outputs
        }
      }
    }
  }

  void function(WireReader function) throws IOException, MalformedContentException {
    while (function.next()) {
      if (function.field() == 7) {
        node(function.message());
      } else if (function.field() == 11) {
        attribute(function.message());
      }
    }
  }

  void training(WireReader training) throws IOException, MalformedContentException {
    while (training.next()) {
      if (training.field() <= 2) {
        graph(training.message());
      }
    }
  }

  void report() {
    files.ask(findings);
    custom.forEach(
        (domain, operator) ->
            findings.add(
                ModelFormatRule.ONNX_CUSTOM_OPERATOR,
                places.getOrDefault(domain, 0L),
                "operator %s of domain %s is not part of ONNX; it requires a custom library"
                    .formatted(QuotedContent.of(operator), QuotedContent.of(domain))));
  }

  private void node(WireReader node) throws IOException, MalformedContentException {
    long at = node.offset();
    String operator = "";
    String domain = "";
    while (node.next()) {
      switch (node.field()) {
        case 4 -> {
          operator = node.text(TEXT);
          at = node.offset();
        }
        case 5 -> attribute(node.message());
        case 7 -> domain = node.text(TEXT);
        default -> {
          // names of inputs and outputs
        }
      }
    }
    boolean known = DOMAINS.contains(domain) && !RUNS.contains(operator);
    if (!known
        && !functions.has(domain, operator)
        && custom.size() < DOMAINS_SHOWN
        && custom.putIfAbsent(domain, operator) == null) {
      places.put(domain, at);
    }
  }

  private void attribute(WireReader attribute) throws IOException, MalformedContentException {
    String name = "";
    while (attribute.next()) {
      switch (attribute.field()) {
        case 1 -> name = attribute.text(TEXT);
        case 4 -> cache(name, attribute);
        case 5, 10 -> OnnxTensor.check(attribute.message(), files, findings);
        case 6, 11 -> graph(attribute.message());
        case 22, 23 -> sparse(attribute.message());
        default -> {
          // numbers and strings
        }
      }
    }
  }

  /// `EPContext` names a file with a compiled graph.
  private void cache(String name, WireReader attribute)
      throws IOException, MalformedContentException {
    if (name.equals("ep_cache_context") && attribute.length() < 4_096) {
      String path = attribute.text(TEXT);
      if (ModelFilePaths.leadsOutside(path)) {
        findings.add(
            ModelFormatRule.ONNX_EXTERNAL_DATA_OUTSIDE,
            attribute.offset(),
            "a compiled graph is read from " + QuotedContent.of(path));
      }
    }
  }

  private void sparse(WireReader tensor) throws IOException, MalformedContentException {
    while (tensor.next()) {
      if (tensor.field() <= 2) {
        OnnxTensor.check(tensor.message(), files, findings);
      }
    }
  }
}
