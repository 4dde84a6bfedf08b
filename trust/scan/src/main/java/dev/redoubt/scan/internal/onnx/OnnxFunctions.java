package dev.redoubt.scan.internal.onnx;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.protobuf.WireReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// The functions that a model defines itself, from standard operators.
record OnnxFunctions(Set<String> names) {

  private static final int FUNCTION = 25;
  private static final int NAME = 1;
  private static final int DOMAIN = 10;
  private static final int TEXT = 1 << 16;

  static OnnxFunctions of(ContentReader input) throws IOException, MalformedContentException {
    Set<String> names = new HashSet<>();
    for (WireReader model = WireReader.of(input); model.next(); ) {
      if (model.field() == FUNCTION) {
        names.add(name(model.message()));
      }
    }
    return new OnnxFunctions(names);
  }

  boolean has(String domain, String operator) {
    return names.contains(domain + "::" + operator);
  }

  private static String name(WireReader function) throws IOException, MalformedContentException {
    String name = "";
    String domain = "";
    while (function.next()) {
      if (function.field() == NAME) {
        name = function.text(TEXT);
      } else if (function.field() == DOMAIN) {
        domain = function.text(TEXT);
      }
    }
    return domain + "::" + name;
  }
}
