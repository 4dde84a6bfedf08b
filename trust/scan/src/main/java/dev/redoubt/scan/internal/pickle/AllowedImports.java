package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.ModelFlavour;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names that pickles of some flavors may import. A name that is not listed is not allowed.
///
/// The lists are the resources `allowed/*.txt`. Each line has a full name, an [ImportPermission] in
/// lower case (`value` if omitted) and, for a name that may be called only with certain arguments,
/// its [CallSignature]; it may also have the attributes that a state sets, and the kind of object.
/// `#` begins a comment.
final class AllowedImports {

  private static final Map<Set<ModelFlavour>, AllowedImports> LOADED = new ConcurrentHashMap<>();

  /// Names that moved, by the prefix of the old full name: Python 2 to 3, NumPy 1 to 2.
  private static final Map<String, String> MOVED =
      Map.of(
          "__builtin__.", "builtins.",
          "copy_reg.", "copyreg.",
          "cPickle.", "pickle.",
          "commands.", "subprocess.",
          "numpy.core.", "numpy._core.");

  /// The classes of TorchScript, which are stored as programs beside the pickle. Python has no such
  /// module: a file that supplies one beside a model is scanned as Python.
  private static final String SCRIPTED = "__torch__.";

  private static final Pattern LINE =
      Pattern.compile(
          "([A-Za-z_][\\w]*(?:\\.[A-Za-z_][\\w]*)+)(?: ([a-z]+))?(?: (\\(.*\\)))?(?:"
              + " (\\{.*\\}))?(?: ([a-z-]+))?");

  private final Map<String, Entry> allowed = new HashMap<>();
  private final Set<String> parts = new HashSet<>();
  private final boolean scripts;

  private AllowedImports(Set<ModelFlavour> flavours) {
    scripts = flavours.contains(ModelFlavour.PYTORCH);
    Set<String> files = new HashSet<>();
    flavours.forEach(flavour -> files.addAll(files(flavour)));
    for (String file : files) {
      for (String line : lines("allowed/" + file + ".txt")) {
        add(line);
      }
    }
  }

  /// The permission and the signature of one name.
  record Entry(ImportPermission permission, CallSignature signature) {}

  private static final Entry CUSTOM = new Entry(ImportPermission.CUSTOM, CallSignature.NEVER);
  private static final Entry DANGEROUS = new Entry(ImportPermission.DANGEROUS, CallSignature.NEVER);
  private static final Entry SCRIPT = new Entry(ImportPermission.INSTANCES, CallSignature.NEVER);

  /// The allow list for some flavors; each is read once.
  static AllowedImports of(Set<ModelFlavour> flavours) {
    Set<ModelFlavour> key = Set.copyOf(flavours);
    return LOADED.computeIfAbsent(key, AllowedImports::new);
  }

  /// The lists of a flavor, including those of its dependencies.
  private static List<String> files(ModelFlavour flavour) {
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

  private void add(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalStateException("invalid line in an allow list: " + line);
    }
    String name = matcher.group(1);
    String word = Objects.requireNonNullElse(matcher.group(2), "value");
    ImportPermission permission = ImportPermission.valueOf(word.toUpperCase(Locale.ROOT));
    boolean called =
        switch (permission) {
          case VALUE, LIST, MAPPING -> true;
          case STATE, CALLABLE, INSTANCES, ATTRIBUTES, NAMED, HELD, CHECKED -> false;
          case CUSTOM, DANGEROUS ->
              throw new IllegalStateException("invalid permission in an allow list: " + line);
        };
    String attributes = matcher.group(4);
    String product = Objects.requireNonNullElse(matcher.group(5), "");
    CallSignature signature =
        matcher.group(3) != null
            ? CallSignature.parse(matcher.group(3), product)
            : called ? CallSignature.INERT : CallSignature.NEVER.making(product);
    if (attributes != null) {
      signature = signature.holding(attributes);
    }
    if (allowed.put(name, new Entry(permission, signature)) != null) {
      throw new IllegalStateException("duplicate name in the allow lists: " + name);
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      parts.add(name.substring(0, dot));
      parts.add(name.substring(dot + 1));
    }
  }

  /// The permission of an import.
  ImportPermission permission(String module, String name) {
    return entry(module, name).permission();
  }

  /// The entry of an import.
  Entry entry(String module, String name) {
    String full = canonical(module + "." + name);
    Entry entry = allowed.get(full);
    if (entry != null) {
      return entry;
    }
    if (scripts && full.startsWith(SCRIPTED)) {
      return SCRIPT;
    }
    return DangerousNames.contains(full) ? DANGEROUS : CUSTOM;
  }

  /// All allowed names.
  Set<String> names() {
    return allowed.keySet();
  }

  /// Whether a string is the module or the name of something that is allowed.
  boolean knows(String text) {
    return parts.contains(text);
  }

  /// The full name in Python 3 and NumPy 2.
  static String canonical(String full) {
    for (Map.Entry<String, String> moved : MOVED.entrySet()) {
      if (full.startsWith(moved.getKey())) {
        return moved.getValue() + full.substring(moved.getKey().length());
      }
    }
    return full;
  }

  /// The lines of a resource without comments and empty lines.
  static List<String> lines(String resource) {
    try (InputStream stream = AllowedImports.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("missing resource: " + resource);
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

  /// The allow list for all flavors.
  static AllowedImports everything() {
    return of(EnumSet.allOf(ModelFlavour.class));
  }
}
