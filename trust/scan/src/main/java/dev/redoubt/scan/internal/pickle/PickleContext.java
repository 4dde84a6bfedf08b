package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.internal.ScanContext;
import java.util.Set;

/// What the reading of one pickle needs to know of the file that it is in.
final class PickleContext {

  private static final int DEEPEST = 4;

  /// Bytes that may be copied however small the pickle is.
  private static final long COPIED = 64L << 20;

  /// How often all that was read may be copied beyond that.
  private static final int COPIES = 16;

  private final ScanContext inspection;
  private final DetectionLocation place;
  private final AllowedImports library;
  private final PickleFindings findings;
  private final int depth;
  private final TorchStorages storages;
  private long operations;
  private long firstArray = Long.MAX_VALUE;
  private boolean padded;
  private boolean late;
  private long copied;
  private long longest;
  private long grown;
  private boolean forgottenState;

  /// @param place of the pickle
  PickleContext(
      ScanContext inspection, DetectionLocation place, PickleFindings findings, int depth) {
    this.inspection = inspection;
    this.place = place;
    this.library = AllowedImports.of(inspection.flavours());
    this.findings = findings;
    this.depth = depth;
    this.storages = new TorchStorages();
  }

  /// The context of a pickle inside of this one.
  PickleContext inside(PickleFindings collected) {
    return new PickleContext(inspection, place, collected, depth + 1);
  }

  ScanContext inspection() {
    return inspection;
  }

  DetectionLocation place() {
    return place;
  }

  AllowedImports library() {
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
    Set<ModelFlavour> flavours = inspection.flavours();
    boolean joblib =
        flavours.contains(ModelFlavour.JOBLIB)
            || flavours.contains(ModelFlavour.SCIKIT_LEARN)
            || flavours.contains(ModelFlavour.XGBOOST)
            || flavours.contains(ModelFlavour.LIGHTGBM);
    return joblib ? PickleMachine.Reading.JOBLIB : PickleMachine.Reading.ANY;
  }

  /// Notes the length of a constant, in bytes.
  void constant(long length) {
    longest = Math.max(longest, length);
  }

  /// Notes that a container grew after something else held it, which does not know how large it is
  /// now.
  void grew(long bytes) {
    grown += bytes;
  }

  /// How large something may be.
  ///
  /// @param extent of all that is known of it, when it was made; each part of it may have grown
  ///   since
  /// @param forgotten how many parts are not known any more, each as large as anything before
  long size(long extent, long forgotten) {
    long parts = extent / PickleMachine.ELEMENT;
    return Math.min(
        PickleValue.LARGEST, extent + product(parts, grown) + product(forgotten, longest));
  }

  private static long product(long a, long b) {
    return b != 0 && a > PickleValue.LARGEST / b ? PickleValue.LARGEST : a * b;
  }

  /// What became a state was forgotten, so that it may change without being known to be one.
  void forgetState() {
    forgottenState = true;
  }

  boolean hasForgottenState() {
    return forgottenState;
  }

  /// Notes that a library makes a copy of what it is handed. The same constant may be handed to it
  /// many times, at a few bytes each.
  ///
  /// @param bytes how large it is
  /// @param offset how much of the pickle was read
  void copied(long bytes, long offset) throws BrokenPickle {
    copied = Math.min(PickleValue.LARGEST, copied + Math.min(bytes, PickleValue.LARGEST));
    if (copied > COPIED + COPIES * offset) {
      throw BrokenPickle.limit("more is copied than " + COPIES + " times what the pickle has");
    }
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
