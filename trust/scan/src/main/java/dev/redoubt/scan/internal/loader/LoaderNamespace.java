package dev.redoubt.scan.internal.loader;

import java.util.Collection;
import java.util.regex.Pattern;

/// Decides which names a loader finds in its own library. Any other name is foreign code.
@FunctionalInterface
interface LoaderNamespace {

  /// A name that is looked up in one namespace and cannot leave it.
  LoaderNamespace BARE = matching("[A-Za-z_]\\w*");

  /// Permits nothing: the existence of the value is reported.
  LoaderNamespace NOTHING = _ -> false;

  boolean permits(String name);

  /// Permits names that match a pattern completely.
  static LoaderNamespace matching(String pattern) {
    Pattern whole = Pattern.compile(pattern);
    return name -> whole.matcher(name).matches();
  }

  /// Permits names that are written like classes, in packages with one of the given prefixes.
  static LoaderNamespace classesOf(String... packages) {
    String any = String.join("|", packages).replace(".", "\\.");
    return matching("(?:" + any + ")(?:\\.[A-Za-z_]\\w*)*\\.[A-Z]\\w*");
  }

  /// Permits the given names, and everything in packages with these names.
  static LoaderNamespace packages(Collection<String> names) {
    return name ->
        names.contains(name) || names.stream().anyMatch(each -> name.startsWith(each + "."));
  }

  default LoaderNamespace negate() {
    return name -> !permits(name);
  }

  default LoaderNamespace and(LoaderNamespace other) {
    return name -> permits(name) && other.permits(name);
  }

  default LoaderNamespace or(LoaderNamespace other) {
    return name -> permits(name) || other.permits(name);
  }
}
