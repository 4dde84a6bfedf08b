package dev.redoubt.scan.internal.json;

import java.io.IOException;
import java.io.Serial;

/// A failure to read the source, as opposed to a syntax error.
final class SourceReadFailure extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final IOException reason;

  SourceReadFailure(IOException reason) {
    super(reason);
    this.reason = reason;
  }

  IOException reason() {
    return reason;
  }
}
