package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.Flavour;
import dev.redoubt.scan.Place;
import dev.redoubt.scan.internal.Inspection;
import java.util.Set;

/// What the reading of one pickle needs to know of the file that it is in.
final class PickleContext {

  private static final int DEEPEST = 4;

  private final Inspection inspection;
  private final Place place;
  private final Library library;
  private final PickleFindings findings;
  private final int depth;
  private final TorchStorages storages;
  private long operations;
  private long firstArray = Long.MAX_VALUE;
  private boolean padded;
  private boolean late;

  /// @param place of the pickle
  PickleContext(Inspection inspection, Place place, PickleFindings findings, int depth) {
    this.inspection = inspection;
    this.place = place;
    this.library = Library.of(inspection.flavours());
    this.findings = findings;
    this.depth = depth;
    this.storages = new TorchStorages();
  }

  /// The context of a pickle inside of this one.
  PickleContext inside(PickleFindings collected) {
    return new PickleContext(inspection, place, collected, depth + 1);
  }

  Inspection inspection() {
    return inspection;
  }

  Place place() {
    return place;
  }

  Library library() {
    return library;
  }

  PickleFindings findings() {
    return findings;
  }

  TorchStorages storages() {
    return storages;
  }

  boolean isDeepest() {
    return depth >= DEEPEST;
  }

  /// Who reads a file of these flavours.
  PickleMachine.Reading reading() {
    Set<Flavour> flavours = inspection.flavours();
    boolean joblib =
        flavours.contains(Flavour.JOBLIB)
            || flavours.contains(Flavour.SCIKIT_LEARN)
            || flavours.contains(Flavour.XGBOOST)
            || flavours.contains(Flavour.LIGHTGBM);
    return joblib ? PickleMachine.Reading.JOBLIB : PickleMachine.Reading.ANY;
  }

  /// Notes that the bytes of an array of joblib begin at an offset.
  void arrayAt(long offset) {
    firstArray = Math.min(firstArray, offset);
  }

  /// Where the bytes of the first array of joblib begin; past all bytes where there is none.
  long firstArray() {
    return firstArray;
  }

  /// Notes that an array of joblib has padding before it.
  void padded() {
    padded = true;
  }

  /// Whether an array had padding before it. A wrapper whose state does not say may be the same as
  /// before, and still have what said so.
  boolean isPadded() {
    return padded;
  }

  /// Notes that something live was added to a container that others hold, which were found inert
  /// before.
  void late() {
    late = true;
  }

  /// Whether that has happened, in this pickle or in one that stands in the place of an array.
  boolean isLate() {
    return late;
  }

  /// Counts an opcode.
  void count() throws BrokenPickle {
    if (++operations > inspection.limits().operations()) {
      throw BrokenPickle.limit(
          "there are more than " + inspection.limits().operations() + " operations");
    }
  }
}
