package dev.redoubt.scan.internal.onnx;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.model.CodePatterns;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.protobuf.WireReader;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.io.IOException;

/// Reads ONNX models of any size; skips their weights. Source: `onnx.proto` of ONNX 1.19, which
/// defines the field numbers used here.
public final class OnnxFormat {

  private static final int DOC_STRING = 6;
  private static final int GRAPH = 7;
  private static final int METADATA = 14;
  private static final int TRAINING = 20;
  private static final int FUNCTION = 25;

  /// A text of the description; the longest known ones have some hundred kilobytes.
  private static final int TEXT = 16 << 20;

  private OnnxFormat() {}

  /// The analyzer for this format.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(ModelFormatRule.ONNX_UNREADABLE, OnnxFormat::parse);
  }

  /// Reads a content that is known to have this format.
  public static void parse(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    OnnxFunctions functions = OnnxFunctions.of(input);
    OnnxGraphs graphs = new OnnxGraphs(functions, findings);
    for (WireReader model = WireReader.of(input); model.next(); ) {
      switch (model.field()) {
        case GRAPH -> graphs.graph(model.message());
        case FUNCTION -> graphs.function(model.message());
        case TRAINING -> graphs.training(model.message());
        case METADATA -> metadata(model.message(), findings);
        case DOC_STRING -> text("the description", model.text(TEXT), model.offset(), findings);
        default -> {
          // versions and the name of the producer have no effect
        }
      }
    }
    graphs.report();
  }

  private static void metadata(WireReader entry, ContentFindings findings)
      throws IOException, MalformedContentException {
    String key = "";
    while (entry.next()) {
      if (entry.field() == 1) {
        key = entry.text(TEXT);
      } else if (entry.field() == 2) {
        text("metadata " + QuotedContent.of(key), entry.text(TEXT), entry.offset(), findings);
      }
    }
  }

  private static void text(String what, String text, long at, ContentFindings findings) {
    SecretReporter.inspect(text, at, findings);
    String code = CodePatterns.in(text);
    if (code != null) {
      findings.add(ModelFormatRule.METADATA_CODE, at, what + " contains " + QuotedContent.of(code));
    }
  }
}
