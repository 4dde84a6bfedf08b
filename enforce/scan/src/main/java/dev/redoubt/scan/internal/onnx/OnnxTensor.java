package dev.redoubt.scan.internal.onnx;

import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.Malformed;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ModelPaths;
import dev.redoubt.scan.internal.model.Shown;
import dev.redoubt.scan.internal.protobuf.WireReader;
import java.io.IOException;

/// Where a tensor's bytes are. Source: `ExternalData.md` of ONNX: a path relative to the model's
/// folder, without a step upwards, and an offset and a length in bytes.
final class OnnxTensor {

  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;
  private static final int EXTERNAL = 1;
  private static final int TEXT = 1 << 16;

  private OnnxTensor() {}

  static void check(WireReader tensor, Findings findings) throws IOException, Malformed {
    String name = "";
    String location = "";
    long at = tensor.offset();
    boolean external = false;
    boolean raw = false;
    while (tensor.next()) {
      switch (tensor.field()) {
        case NAME -> name = tensor.text(TEXT);
        case RAW_DATA -> raw |= tensor.length() > 0;
        case DATA_LOCATION -> external = tensor.number() == EXTERNAL;
        case EXTERNAL_DATA -> {
          at = tensor.offset();
          String found = entry(tensor.message(), findings);
          location = found.isEmpty() ? location : found;
        }
        default -> {
          // its type, its dimensions, and numbers
        }
      }
    }
    if (external && !location.isEmpty()) {
      findings.expectNumbers(location.replace('\\', '/'));
    }
    if (ModelPaths.leadsOutside(location)) {
      findings.add(
          ModelFormatRule.ONNX_EXTERNAL_DATA_OUTSIDE,
          at,
          "tensor %s is read from %s".formatted(Shown.of(name), Shown.of(location)));
    } else if (external && (raw || location.isEmpty())) {
      findings.add(
          ModelFormatRule.ONNX_EXTERNAL_DATA_ODD,
          at,
          "tensor %s is said to be in another file, %s"
              .formatted(Shown.of(name), raw ? "and is here too" : "which is not named"));
    }
  }

  private static String entry(WireReader entry, Findings findings) throws IOException, Malformed {
    long at = entry.offset();
    String key = "";
    String value = "";
    while (entry.next()) {
      if (entry.field() == 1) {
        key = entry.text(TEXT);
      } else if (entry.field() == 2) {
        value = entry.text(TEXT);
        at = entry.offset();
      }
    }
    boolean number = key.equals("offset") || key.equals("length");
    if (number && !value.matches("[0-9]{1,18}")) {
      findings.add(
          ModelFormatRule.ONNX_EXTERNAL_DATA_ODD,
          at,
          "the " + key + " of a tensor in another file is " + Shown.of(value));
    }
    return key.equals("location") ? value : "";
  }
}
