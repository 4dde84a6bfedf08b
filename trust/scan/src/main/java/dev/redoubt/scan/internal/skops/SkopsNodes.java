package dev.redoubt.scan.internal.skops;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.pickle.ImportList;
import java.util.List;
import java.util.Set;

/// Checks the objects of a schema. Loaders as in `skops/io/_persist.py` and the modules beside it,
/// of versions 0.4 to 0.13.
final class SkopsNodes {

  /// Loaders that create values without code, whatever type they name.
  private static final Set<String> VALUES =
      Set.of(
          "JsonNode", "BytesNode", "BytearrayNode", "SliceNode", "NdArrayNode", "MaskedArrayNode");

  /// Loaders that look up an attribute by a name from the file.
  private static final Set<String> BY_NAME = Set.of("MethodNode", "OperatorFuncNode");

  private final DetectionLocation place;
  private final ScanContext context;

  SkopsNodes(DetectionLocation place, ScanContext context) {
    this.place = place;
    this.context = context;
  }

  void look(SkopsAnalyser.Node node) {
    String loader = node.text("__loader__");
    String module = node.text("__module__");
    String name = node.text("__class__");
    if (loader.isEmpty() && module.isEmpty() && name.isEmpty()) {
      return;
    }
    String shown = HostilePaths.shown(module + "." + name);
    List<String> witness = List.of("%s creates %s".formatted(HostilePaths.shown(loader), shown));
    if (BY_NAME.contains(loader)) {
      report(
          SkopsRule.METHOD,
          node,
          "loading looks up an attribute by name: `%s`".formatted(shown),
          witness);
    }
    switch (ImportList.of(context.flavours(), module, name)) {
      case DANGEROUS ->
          report(SkopsRule.UNSAFE, node, "loading imports `%s`".formatted(shown), witness);
      case UNKNOWN -> {
        if (!VALUES.contains(loader) || !isBuiltIn(module)) {
          report(SkopsRule.UNKNOWN, node, "loading imports `%s`".formatted(shown), witness);
        }
      }
      case ALLOWED -> {
        // Models contain it.
      }
    }
  }

  private static boolean isBuiltIn(String module) {
    return module.equals("builtins") || module.equals("numpy") || module.equals("numpy.ma");
  }

  private void report(
      SkopsRule rule, SkopsAnalyser.Node node, String message, List<String> witness) {
    context.report(Detection.of(rule, place.at(node.offset()), message, witness));
  }
}
