package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.DetectionLocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Handles functions that load a file from bytes or text, which is then scanned as well.
final class EmbeddedFileLoaders {

  /// A class whose state is a model that native code reads.
  ///
  /// @param keys of the model in the state
  /// @param beginning the prefix without which it has another format, whose analyzer would not
  ///   judge it
  private record ModelState(List<String> keys, String beginning) {}

  /// Shorter than any model; no analyzer would accept it.
  private static final int SHORTEST = 64;

  private static final Map<String, ModelState> STATES =
      Map.of(
          "lightgbm.basic.Booster",
          new ModelState(List.of("_handle", "handle"), "tree\nversion="),
          "xgboost.core.Booster",
          new ModelState(List.of("handle"), "{L\0\0"));

  static final Set<String> KEYS = Set.of("_handle", "handle");

  private static final Set<String> NAMES =
      Set.of(
          "pickle.loads",
          "_pickle.loads",
          "pickle._loads",
          "cloudpickle.loads",
          "cloudpickle.cloudpickle.loads",
          "dill.loads",
          "dill._dill.loads",
          "joblib.externals.cloudpickle.loads",
          "marshal.loads",
          "torch.storage._load_from_bytes");

  /// The number of pickles before that of the object, in PyTorch's older format.
  private static final int BEFORE_OBJECT = 3;

  private EmbeddedFileLoaders() {}

  static boolean takes(PickleValue.Global global) {
    String name = AllowedImports.canonical(global.fullName());
    return NAMES.contains(name) || STATES.containsKey(name);
  }

  /// Scans the model in the state of a class that passes it to native code.
  ///
  /// @return whether all of it could be scanned; true if there is none, or for another class
  static boolean scanState(
      PickleContext context, long offset, PickleValue.Global made, PickleValue state)
      throws IOException {
    ModelState expected = STATES.get(made.fullName());
    if (expected == null) {
      return true;
    }
    if (!(state instanceof PickleValue.Items items) || !items.isWhole()) {
      return false;
    }
    for (String key : expected.keys()) {
      PickleValue model = items.get(key);
      if (model != null
          && model != PickleValue.Plain.NONE
          && !(beginsWith(asBytes(model), expected.beginning())
              && scanArguments(context, offset, List.of(asBytes(model))))) {
        return false;
      }
    }
    return true;
  }

  private static boolean beginsWith(PickleValue model, String beginning) {
    return model instanceof PickleValue.Bytes bytes
        && bytes.length >= SHORTEST
        && new String(bytes.start, StandardCharsets.ISO_8859_1).startsWith(beginning);
  }

  private static PickleValue asBytes(PickleValue model) {
    if (model instanceof PickleValue.Text text && text.isWhole()) {
      byte[] bytes = text.start().getBytes(StandardCharsets.UTF_8);
      return new PickleValue.Bytes(bytes, bytes.length);
    }
    return model;
  }

  /// Whether a file in PyTorch's older format contains a storage and nothing else, because the
  /// loader would return anything else, including a stored function.
  static boolean holdsStorage(PickleContext context, byte[] bytes) throws IOException {
    PickleInput in = new PickleInput(new ByteArrayInputStream(bytes));
    PickleContext inner = context.inside(new PickleFindings(context.place(), _ -> {}));
    try {
      boolean torch = PickleAnalyser.isTorchMagic(pickle(in, inner));
      for (int i = 1; i < BEFORE_OBJECT; i++) {
        pickle(in, inner);
      }
      return torch && CallSignature.isStorage(pickle(in, inner));
    } catch (BrokenPickle _) {
      return false;
    }
  }

  private static PickleValue pickle(PickleInput in, PickleContext context)
      throws IOException, BrokenPickle {
    return new PickleMachine(in, context, PickleMachine.Reading.ANY).run();
  }

  /// Scans the bytes with which a loader is called.
  ///
  /// @return whether all bytes were available
  static boolean scanArguments(PickleContext context, long offset, List<PickleValue> arguments)
      throws IOException {
    if (arguments.isEmpty()
        || !(arguments.getFirst() instanceof PickleValue.Bytes bytes)
        || !bytes.isWhole()
        || context.place().members().size() > context.scanContext().limits().nesting()) {
      return false;
    }
    DetectionLocation place = context.place().member("bytes before offset " + offset);
    context.scanContext().inspect(new BytesContent(place, bytes.start));
    return true;
  }
}
