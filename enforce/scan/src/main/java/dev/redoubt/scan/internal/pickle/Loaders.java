package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.Place;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Functions that load a file out of bytes, which is then looked at as well.
final class Loaders {

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

  private Loaders() {}

  static boolean takes(Value.Global global) {
    return NAMES.contains(Library.canonical(global.fullName()));
  }

  /// Looks at the bytes that a loader is called with.
  ///
  /// @return whether there were bytes, and whole
  static boolean look(PickleContext context, long offset, List<Value> arguments)
      throws IOException {
    if (arguments.isEmpty()
        || !(arguments.getFirst() instanceof Value.Bytes bytes)
        || !bytes.isWhole()
        || context.place().members().size() > context.inspection().limits().nesting()) {
      return false;
    }
    Place place = context.place().member("bytes before offset " + offset);
    context.inspection().inspect(new BytesContent(place, bytes.start));
    return true;
  }
}
