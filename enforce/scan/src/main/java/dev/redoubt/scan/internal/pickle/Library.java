package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.Flavour;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What pickles of some flavours may import. A name that is not listed is not allowed.
///
/// The lists are the resources `allowed/*.txt`: a full name a line, alone or with `instances` or
/// `checked` for those [Permission]s; `#` begins a comment.
final class Library {

  private static final Map<Set<Flavour>, Library> LOADED = new ConcurrentHashMap<>();

  /// Names that moved, by what their old full name begins with: Python 2 to 3, NumPy 1 to 2.
  private static final Map<String, String> MOVED =
      Map.of(
          "__builtin__.", "builtins.",
          "copy_reg.", "copyreg.",
          "cPickle.", "pickle.",
          "commands.", "subprocess.",
          "numpy.core.", "numpy._core.");

  /// The classes of TorchScript, which stand as programs beside the pickle. In Python there is no
  /// such module: who puts one beside a model has that looked at as Python.
  private static final String SCRIPTED = "__torch__.";

  private final Map<String, Permission> allowed = new HashMap<>();
  private final Set<String> parts = new HashSet<>();
  private final boolean scripts;

  private Library(Set<Flavour> flavours) {
    scripts = flavours.contains(Flavour.PYTORCH);
    Set<String> files = new HashSet<>();
    flavours.forEach(flavour -> files.addAll(files(flavour)));
    for (String file : files) {
      for (String line : lines("allowed/" + file + ".txt")) {
        add(line.split(" ", -1));
      }
    }
  }

  /// The library of some flavours; they are read once.
  static Library of(Set<Flavour> flavours) {
    Set<Flavour> key = Set.copyOf(flavours);
    return LOADED.computeIfAbsent(key, Library::new);
  }

  /// What the objects of a flavour are made of in turn.
  private static List<String> files(Flavour flavour) {
    return switch (flavour) {
      case PLAIN -> List.of("plain");
      case NUMPY -> List.of("plain", "numpy");
      case JOBLIB -> List.of("plain", "numpy", "joblib");
      case SCIKIT_LEARN -> List.of("plain", "numpy", "joblib", "scipy", "pandas", "scikit-learn");
      case PYTORCH -> List.of("plain", "numpy", "pytorch");
      case XGBOOST ->
          List.of("plain", "numpy", "joblib", "scipy", "pandas", "scikit-learn", "xgboost");
      case LIGHTGBM ->
          List.of("plain", "numpy", "joblib", "scipy", "pandas", "scikit-learn", "lightgbm");
    };
  }

  private void add(String[] line) {
    String name = line[0];
    Permission permission =
        switch (line.length == 1 ? "" : line[1]) {
          case "" -> Permission.ALLOWED;
          case "instances" -> Permission.INSTANCES;
          case "held" -> Permission.HELD;
          case "checked" -> Permission.CHECKED;
          default -> throw new IllegalStateException("not a permission: " + line[1]);
        };
    allowed.put(name, permission);
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      parts.add(name.substring(0, dot));
      parts.add(name.substring(dot + 1));
    }
  }

  /// What may be done with an import.
  Permission permission(String module, String name) {
    String full = canonical(module + "." + name);
    Permission permission = allowed.get(full);
    if (permission != null) {
      return permission;
    }
    if (scripts && full.startsWith(SCRIPTED)) {
      return Permission.INSTANCES;
    }
    return DangerousNames.contains(full) ? Permission.DANGEROUS : Permission.CUSTOM;
  }

  /// Whether a text is the module or the name of something that is allowed.
  boolean knows(String text) {
    return parts.contains(text);
  }

  /// A full name as Python 3 and NumPy 2 say it.
  static String canonical(String full) {
    for (Map.Entry<String, String> moved : MOVED.entrySet()) {
      if (full.startsWith(moved.getKey())) {
        return moved.getValue() + full.substring(moved.getKey().length());
      }
    }
    return full;
  }

  /// The lines of a resource without comments and empty ones.
  static List<String> lines(String resource) {
    try (InputStream stream = Library.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("missing: " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All flavours together.
  static Library everything() {
    return of(EnumSet.allOf(Flavour.class));
  }
}
