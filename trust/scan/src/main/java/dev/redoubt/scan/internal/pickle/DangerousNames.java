package dev.redoubt.scan.internal.pickle;

import java.util.HashSet;
import java.util.Set;

/// The deny list of names that are known to be dangerous. It decides the severity of an import that
/// is not allowed, never whether it is allowed.
///
/// The resource `dangerous.txt` has one entry per line: `module.*` for a module and everything in
/// it, `module.name` for one name, `*.name` for that name in any module.
final class DangerousNames {

  private static final Set<String> MODULES = new HashSet<>();
  private static final Set<String> NAMES = new HashSet<>();
  private static final Set<String> ANYWHERE = new HashSet<>();

  static {
    for (String line : AllowedImports.lines("dangerous.txt")) {
      if (line.startsWith("*.")) {
        ANYWHERE.add(line.substring(2));
      } else if (line.endsWith(".*")) {
        MODULES.add(line.substring(0, line.length() - 2));
      } else {
        NAMES.add(line);
      }
    }
  }

  private DangerousNames() {}

  /// Whether a full name, or a name that it leads to through its dots, is on the list:
  /// `numpy.f2py.os.system` names `os.system`.
  static boolean contains(String full) {
    // Names never contain control characters or spaces: they hide something.
    String name = full.strip();
    for (int from = 0; from >= 0; from = name.indexOf('.', from) + 1) {
      if (isOne(name.substring(from), from > 0)) {
        return true;
      }
      if (name.indexOf('.', from) < 0) {
        return false;
      }
    }
    return false;
  }

  private static boolean isOne(String name, boolean inside) {
    if (NAMES.contains(name) || ANYWHERE.contains(name)) {
      return true;
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      String module = name.substring(0, dot);
      if (MODULES.contains(module) || ANYWHERE.contains(module)) {
        return true;
      }
    }
    // The module itself, as an attribute of another: `shutil.os`.
    return inside && MODULES.contains(name);
  }
}
