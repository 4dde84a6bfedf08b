package dev.redoubt.scan.internal.tensorflow;

import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.Content;
import dev.redoubt.scan.internal.Inspection;
import dev.redoubt.scan.internal.Names;

/// The index of a TensorFlow checkpoint: `variables.index` says of `variables.data-00000-of-00001`
/// that it holds numbers.
public final class TensorflowIndex implements Analyser {

  private static final String END = ".index";

  @Override
  public void analyse(Content content, Inspection inspection) {
    String name = Names.last(content.place());
    if (name.endsWith(END)) {
      String stem = name.substring(0, name.length() - END.length());
      inspection.expectNumbers(content, stem + ".data-*");
    }
  }
}
