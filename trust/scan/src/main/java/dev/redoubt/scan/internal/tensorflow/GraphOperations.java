package dev.redoubt.scan.internal.tensorflow;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFilePaths;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.protobuf.WireReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Checks the operations of graphs and of the functions that they call.
final class GraphOperations {

  private static final int TEXT = 1 << 16;

  /// The message of a content.
  enum Root {
    SAVED_MODEL,
    META_GRAPH,
    GRAPH
  }

  private final Set<String> functions = new HashSet<>();
  private final ContentFindings findings;

  private GraphOperations(ContentFindings findings) {
    this.findings = findings;
  }

  /// Reads the functions of a content first, because a node may name one as its operation.
  static GraphOperations of(ContentReader input, Root root, ContentFindings findings)
      throws IOException, MalformedContentException {
    GraphOperations operations = new GraphOperations(findings);
    operations.collect(WireReader.of(input), root);
    return operations;
  }

  private void collect(WireReader message, Root root)
      throws IOException, MalformedContentException {
    while (message.next()) {
      if (message.field() != 2 || !message.hasLength()) {
        continue;
      }
      switch (root) {
        case SAVED_MODEL -> collect(message.message(), Root.META_GRAPH);
        case META_GRAPH -> collect(message.message(), Root.GRAPH);
        case GRAPH -> library(message.message(), true);
      }
    }
  }

  void graph(WireReader graph) throws IOException, MalformedContentException {
    while (graph.next()) {
      if (graph.field() == 1) {
        node(graph.message());
      } else if (graph.field() == 2) {
        library(graph.message(), false);
      }
    }
  }

  private void library(WireReader library, boolean names)
      throws IOException, MalformedContentException {
    while (library.next()) {
      if (library.field() != 1) {
        continue;
      }
      for (WireReader function = library.message(); function.next(); ) {
        if (function.field() == 1 && names) {
          signature(function.message());
        } else if (function.field() == 3 && !names) {
          node(function.message());
        }
      }
    }
  }

  private void signature(WireReader signature) throws IOException, MalformedContentException {
    while (signature.next()) {
      if (signature.field() == 1) {
        functions.add(signature.text(TEXT));
      }
    }
  }

  private void node(WireReader node) throws IOException, MalformedContentException {
    String name = "";
    String operation = "";
    long at = node.offset();
    while (node.next()) {
      switch (node.field()) {
        case 1 -> name = node.text(TEXT);
        case 2 -> {
          operation = node.text(TEXT);
          at = node.offset();
        }
        case 5 -> attribute(operation, node.message());
        default -> {
          // inputs and the device
        }
      }
    }
    judge(name, operation, at);
  }

  private void judge(String name, String operation, long at) {
    String why = OperationTable.effect(operation);
    if (why != null) {
      findings.add(
          OperationTable.isWorst(operation)
              ? ModelFormatRule.TENSORFLOW_OPERATION
              : ModelFormatRule.TENSORFLOW_FILE_OPERATION,
          at,
          "node %s is operation %s, which %s"
              .formatted(QuotedContent.of(name), QuotedContent.of(operation), why));
    } else if (!OperationTable.isKnown(operation) && !functions.contains(operation)) {
      findings.add(
          ModelFormatRule.TENSORFLOW_CUSTOM_OPERATOR,
          at,
          "node %s is operation %s, which is not part of TensorFlow; it requires a custom library"
              .formatted(QuotedContent.of(name), QuotedContent.of(operation)));
    }
  }

  /// An entry of the attributes: a name and a value, whose strings are in field 2 or in lists.
  private void attribute(String operation, WireReader entry)
      throws IOException, MalformedContentException {
    String name = "";
    while (entry.next()) {
      if (entry.field() == 1) {
        name = entry.text(TEXT);
      } else if (entry.field() == 2) {
        value(operation, name, entry.message());
      }
    }
  }

  private void value(String operation, String name, WireReader value)
      throws IOException, MalformedContentException {
    while (value.next()) {
      if (value.field() == 1 && value.hasLength()) {
        value(operation, name, value.message());
      } else if (value.field() == 2 && value.hasLength() && isTarget(name)) {
        String text = value.text(TEXT);
        if (ModelFilePaths.leadsOutside(text)) {
          findings.add(
              ModelFormatRule.TENSORFLOW_OPERATION,
              value.offset(),
              "operation %s writes to %s"
                  .formatted(QuotedContent.of(operation), QuotedContent.of(text)));
        }
      }
    }
  }

  /// Attributes that define where an operation writes. Source: the operations `PrintV2`,
  /// `DebugIdentity` and its kin in TensorFlow 2.21.
  private static boolean isTarget(String name) {
    return name.equals("output_stream") || name.equals("debug_urls");
  }
}
