package dev.redoubt.scan.internal;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.Flavour;
import dev.redoubt.scan.Limits;
import java.io.IOException;
import java.util.Set;

/// The scan of one file, as its analysers see it.
public interface Inspection {

  /// The bounds of this scan.
  Limits limits();

  /// Whose objects a pickle may hold here.
  Set<Flavour> flavours();

  /// Something was found.
  void report(Detection detection);

  /// There is something inside: it is looked at as its own bytes say, now, and counts towards the
  /// limits. Its stream is consumed when this returns.
  void inspect(Content member) throws IOException;
}
