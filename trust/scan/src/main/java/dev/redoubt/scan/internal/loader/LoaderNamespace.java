package dev.redoubt.scan.internal.loader;

import java.util.Collection;
import java.util.regex.Pattern;

/// Which names a loader finds in its own library. Anything else is code of somebody else.
@FunctionalInterface
interface LoaderNamespace {

  /// A name that is looked up in one namespace, and cannot lead out of it.
  LoaderNamespace BARE = matching("[A-Za-z_]\\w*");

  /// Nothing: that there is a value is enough.
  LoaderNamespace NOTHING = _ -> false;

  boolean permits(String name);

  /// The whole name matches.
  static LoaderNamespace matching(String pattern) {
    Pattern whole = Pattern.compile(pattern);
    return name -> whole.matcher(name).matches();
  }

  /// A class, by the way classes are written, in a package that begins with one of the names.
  static LoaderNamespace classesOf(String... packages) {
    String any = String.join("|", packages).replace(".", "\\.");
    return matching("(?:" + any + ")(?:\\.[A-Za-z_]\\w*)*\\.[A-Z]\\w*");
  }

  /// One of the names, or what is in a package of one of them.
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
