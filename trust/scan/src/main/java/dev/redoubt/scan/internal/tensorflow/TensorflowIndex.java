package dev.redoubt.scan.internal.tensorflow;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;

/// Reads the index of a TensorFlow checkpoint: `variables.index` declares that
/// `variables.data-00000-of-00001` holds raw numbers.
public final class TensorflowIndex implements FormatAnalyser {

  private static final String END = ".index";

  @Override
  public void analyse(ScannedContent content, ScanContext context) {
    String name = HostilePaths.last(content.place());
    if (name.endsWith(END)) {
      String stem = name.substring(0, name.length() - END.length());
      context.expectNumbers(content, stem + ".data-*");
    }
  }
}
