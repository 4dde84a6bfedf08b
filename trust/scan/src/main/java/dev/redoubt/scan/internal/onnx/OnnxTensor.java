package dev.redoubt.scan.internal.onnx;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFilePaths;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.protobuf.WireReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The location of a tensor's data. Source: `ExternalData.md` of ONNX: a path relative to the model
/// folder, without a step upwards, and an offset and a length in bytes.
final class OnnxTensor {

  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;
  private static final int EXTERNAL = 1;
  private static final int TEXT = 1 << 16;

  /// A tensor has five at most.
  private static final int ENTRIES = 100;

  private final ContentFindings findings;
  private final Map<String, String> entries = new HashMap<>();
  private String name = "";
  private long at;
  private boolean external;
  private boolean raw;

  private OnnxTensor(ContentFindings findings) {
    this.findings = findings;
  }

  static void check(WireReader tensor, OnnxFiles files, ContentFindings findings)
      throws IOException, MalformedContentException {
    OnnxTensor read = new OnnxTensor(findings);
    read.read(tensor);
    read.judge(files);
  }

  private void read(WireReader tensor) throws IOException, MalformedContentException {
    at = tensor.offset();
    while (tensor.next()) {
      switch (tensor.field()) {
        case NAME -> name = tensor.text(TEXT);
        case RAW_DATA -> raw |= tensor.length() > 0;
        case DATA_LOCATION -> external = tensor.number() == EXTERNAL;
        case EXTERNAL_DATA -> {
          at = tensor.offset();
          entry(tensor.message());
        }
        default -> {
          // its type, its dimensions, and numbers
        }
      }
    }
  }

  private void entry(WireReader entry) throws IOException, MalformedContentException {
    String key = "";
    String value = "";
    while (entry.next()) {
      if (entry.field() == 1) {
        key = entry.text(TEXT);
      } else if (entry.field() == 2) {
        value = entry.text(TEXT);
      }
    }
    if (entries.size() < ENTRIES && entries.put(key, value) != null) {
      inconsistent(
          "tensor %s has two external data entries %s"
              .formatted(QuotedContent.of(name), QuotedContent.of(key)));
    }
    if (key.equals("location") && ModelFilePaths.leadsOutside(value)) {
      findings.add(
          ModelFormatRule.ONNX_EXTERNAL_DATA_OUTSIDE,
          at,
          "tensor %s is read from %s".formatted(QuotedContent.of(name), QuotedContent.of(value)));
    }
  }

  private void judge(OnnxFiles files) {
    String location = entries.getOrDefault("location", "");
    long end = number("offset") + number("length");
    if (!external) {
      return;
    }
    if (raw || location.isEmpty()) {
      inconsistent(
          "tensor %s is declared as external data, %s"
              .formatted(
                  QuotedContent.of(name),
                  raw ? "but has inline data as well" : "but has no location"));
    }
    if (!location.isEmpty() && !ModelFilePaths.leadsOutside(location)) {
      String path = location.replace('\\', '/');
      findings.expectNumbers(path);
      files.add(path, name, end, at);
    }
  }

  /// Zero if it is absent, or if it is not a number, which is reported.
  private long number(String key) {
    String value = entries.getOrDefault(key, "0");
    if (value.matches("[0-9]{1,18}")) {
      return Long.parseLong(value);
    }
    inconsistent(
        "invalid external data %s of tensor %s: %s"
            .formatted(key, QuotedContent.of(name), QuotedContent.of(value)));
    return 0;
  }

  private void inconsistent(String message) {
    findings.add(ModelFormatRule.ONNX_EXTERNAL_DATA_ODD, at, message);
  }
}
