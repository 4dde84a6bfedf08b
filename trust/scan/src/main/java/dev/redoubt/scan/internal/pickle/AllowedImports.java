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

/// What pickles of some flavours may import. A name that is not listed is not allowed.
///
/// The lists are the resources `allowed/*.txt`: a full name a line, then a [ImportPermission] in
/// lower case (`value` where there is none), and for what is called with certain arguments alone
/// its [CallSignature]; and may stand what attributes its state gives it, and what kind of object
/// it is; `#` begins a comment.
final class AllowedImports {

  private static final Map<Set<ModelFlavour>, AllowedImports> LOADED = new ConcurrentHashMap<>();

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

  /// What is known of one name.
  record Entry(ImportPermission permission, CallSignature signature) {}

  private static final Entry CUSTOM = new Entry(ImportPermission.CUSTOM, CallSignature.NEVER);
  private static final Entry DANGEROUS = new Entry(ImportPermission.DANGEROUS, CallSignature.NEVER);
  private static final Entry SCRIPT = new Entry(ImportPermission.INSTANCES, CallSignature.NEVER);

  /// The library of some flavours; they are read once.
  static AllowedImports of(Set<ModelFlavour> flavours) {
    Set<ModelFlavour> key = Set.copyOf(flavours);
    return LOADED.computeIfAbsent(key, AllowedImports::new);
  }

  /// What the objects of a flavour are made of in turn.
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
      throw new IllegalStateException("not a line of a list: " + line);
    }
    String name = matcher.group(1);
    String word = Objects.requireNonNullElse(matcher.group(2), "value");
    ImportPermission permission = ImportPermission.valueOf(word.toUpperCase(Locale.ROOT));
    boolean called =
        switch (permission) {
          case VALUE, LIST, MAPPING -> true;
          case STATE, CALLABLE, INSTANCES, ATTRIBUTES, NAMED, HELD, CHECKED -> false;
          case CUSTOM, DANGEROUS -> throw new IllegalStateException("not allowed: " + line);
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
      throw new IllegalStateException("twice in the lists: " + name);
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      parts.add(name.substring(0, dot));
      parts.add(name.substring(dot + 1));
    }
  }

  /// What may be done with an import.
  ImportPermission permission(String module, String name) {
    return entry(module, name).permission();
  }

  /// What is known of an import.
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

  /// All names that are allowed.
  Set<String> names() {
    return allowed.keySet();
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
    try (InputStream stream = AllowedImports.class.getResourceAsStream(resource)) {
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
  static AllowedImports everything() {
    return of(EnumSet.allOf(ModelFlavour.class));
  }
}
