package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.internal.ScanContext;
import java.util.Set;

/// The state that the pickles of one file share.
final class PickleContext {

  private static final int DEEPEST = 4;

  /// Bytes that may be copied however small the pickle is.
  private static final long COPIED = 64L << 20;

  /// How often the data read so far may be copied beyond that.
  private static final int COPIES = 16;

  private final ScanContext scanContext;
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
      ScanContext scanContext, DetectionLocation place, PickleFindings findings, int depth) {
    this.scanContext = scanContext;
    this.place = place;
    this.library = AllowedImports.of(scanContext.flavours());
    this.findings = findings;
    this.depth = depth;
    this.storages = new TorchStorages();
  }

  /// The context of a nested pickle.
  PickleContext inside(PickleFindings collected) {
    return new PickleContext(scanContext, place, collected, depth + 1);
  }

  ScanContext scanContext() {
    return scanContext;
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

  /// The kind of loader that reads a file of these flavors.
  PickleMachine.Reading reading() {
    Set<ModelFlavour> flavours = scanContext.flavours();
    boolean joblib =
        flavours.contains(ModelFlavour.JOBLIB)
            || flavours.contains(ModelFlavour.SCIKIT_LEARN)
            || flavours.contains(ModelFlavour.XGBOOST)
            || flavours.contains(ModelFlavour.LIGHTGBM);
    return joblib ? PickleMachine.Reading.JOBLIB : PickleMachine.Reading.ANY;
  }

  /// Records the length of a constant, in bytes.
  void constant(long length) {
    longest = Math.max(longest, length);
  }

  /// Records that a container grew after something else held it, which does not know its new size.
  void grew(long bytes) {
    grown += bytes;
  }

  /// The maximum size of a value.
  ///
  /// @param extent its known size when it was created; each part may have grown since
  /// @param forgotten the number of parts that are no longer known, each as large as anything
  ///   before
  long size(long extent, long forgotten) {
    long parts = extent / PickleMachine.ELEMENT;
    return Math.min(
        PickleValue.LARGEST, extent + product(parts, grown) + product(forgotten, longest));
  }

  private static long product(long a, long b) {
    return b != 0 && a > PickleValue.LARGEST / b ? PickleValue.LARGEST : a * b;
  }

  /// Records that a state was forgotten, so that it may change without being known as one.
  void forgetState() {
    forgottenState = true;
  }

  boolean hasForgottenState() {
    return forgottenState;
  }

  /// Records that a library copies its argument. The same constant may be copied many times, at a
  /// few bytes of the pickle each.
  ///
  /// @param bytes its size
  /// @param offset how much of the pickle was read
  void copied(long bytes, long offset) throws BrokenPickle {
    copied = Math.min(PickleValue.LARGEST, copied + Math.min(bytes, PickleValue.LARGEST));
    if (copied > COPIED + COPIES * offset) {
      throw BrokenPickle.limit("the copies exceed " + COPIES + " times the size of the pickle");
    }
  }

  /// Records that the bytes of a joblib array begin at an offset.
  void arrayAt(long offset) {
    firstArray = Math.min(firstArray, offset);
  }

  /// The offset of the first joblib array; past all bytes if there is none.
  long firstArray() {
    return firstArray;
  }

  /// Records that a joblib array has padding before it.
  void padded() {
    padded = true;
  }

  /// Whether an array had padding before it. A wrapper whose state does not declare it may be an
  /// earlier one that did.
  boolean isPadded() {
    return padded;
  }

  /// Records that something live was added to a container whose holders were found inert before.
  void late() {
    late = true;
  }

  /// Whether that has happened, in this pickle or in one in place of an array.
  boolean isLate() {
    return late;
  }

  /// Counts an opcode.
  void count() throws BrokenPickle {
    if (++operations > scanContext.limits().operations()) {
      throw BrokenPickle.limit("more than " + scanContext.limits().operations() + " opcodes");
    }
  }
}
