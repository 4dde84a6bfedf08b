package dev.redoubt.store;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The scripts that bring the tables of some modules up to date. Each module keeps its own, in two
/// folders of the class path, and names what it builds on; a database runs all of them in the order
/// of their version numbers, which no two scripts share.
///
/// @param folders below each, scripts for SQLite stand in `sqlite`, for PostgreSQL in `postgresql`
public record SchemaMigrations(List<String> folders) {

  /// Copies the list.
  public SchemaMigrations {
    folders = List.copyOf(folders);
  }

  /// The scripts beside a class.
  public static SchemaMigrations beside(Class<?> type) {
    return new SchemaMigrations(List.of(type.getPackageName().replace('.', '/')));
  }

  /// These and more, each once.
  public SchemaMigrations and(SchemaMigrations more) {
    return new SchemaMigrations(
        Stream.concat(folders.stream(), more.folders.stream()).distinct().toList());
  }

  /// The kinds of databases that scripts are for.
  public enum Kind {
    SQLITE,
    POSTGRESQL
  }

  /// The locations of the scripts for a kind of database, as Flyway names them.
  public String[] locations(Kind kind) {
    return folders.stream()
        .map(each -> "classpath:" + each + "/" + kind.name().toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
  }
}
