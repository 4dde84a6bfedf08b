package dev.redoubt.store;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Flyway migration scripts of one or more modules. Each module keeps its own scripts, in two
/// folders of the class path, and names the modules it builds on; a database runs all of them in
/// the order of their version numbers, which no two scripts share.
///
/// @param folders class path folders; each contains the scripts for SQLite in `sqlite` and those
///   for PostgreSQL in `postgresql`
public record SchemaMigrations(List<String> folders) {

  /// Copies the list.
  public SchemaMigrations {
    folders = List.copyOf(folders);
  }

  /// Returns the scripts in the package of a class.
  public static SchemaMigrations beside(Class<?> type) {
    return new SchemaMigrations(List.of(type.getPackageName().replace('.', '/')));
  }

  /// Returns these migrations and more, without duplicates.
  public SchemaMigrations and(SchemaMigrations more) {
    return new SchemaMigrations(
        Stream.concat(folders.stream(), more.folders.stream()).distinct().toList());
  }

  /// Database systems that scripts are written for.
  public enum Kind {
    SQLITE,
    POSTGRESQL
  }

  /// Returns the Flyway locations of the scripts for a database system.
  public String[] locations(Kind kind) {
    return folders.stream()
        .map(each -> "classpath:" + each + "/" + kind.name().toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
  }
}
