package dev.redoubt.scan.internal.skops;

import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.Content;
import dev.redoubt.scan.internal.Inspection;
import java.io.IOException;

/// The schema of a model that skops wrote: the types that loading it makes.
public final class SkopsAnalyser implements Analyser {

  @Override
  public void analyse(Content content, Inspection inspection) throws IOException {
    // Filled in below.
  }
}
