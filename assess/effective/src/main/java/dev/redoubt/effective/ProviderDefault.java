package dev.redoubt.effective;

import dev.redoubt.effective.table.VersionRange;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The default of a resource provider for one property, with its source and date.
///
/// @param type the resource type, as written
/// @param path from the root of the payload, with `[*]` for elements; of a child, its segment and
///   name
/// @param versions the API versions that it applies to
/// @param meaning the effect of leaving out the property
/// @param json the default value as JSON; empty if there is none
/// @param source the document that it is taken from
/// @param date the date of the document, or when it was read
record ProviderDefault(
    String type,
    String path,
    VersionRange versions,
    Meaning meaning,
    String json,
    String source,
    String date) {

  /// The effect of leaving out a property.
  enum Meaning {
    /// The service uses a default value.
    DEFAULT,
    /// The property and everything below it stays absent.
    ABSENT,
    /// The service uses a value that depends on information outside of the template.
    UNKNOWN,
    /// Not a property: a child resource that the service creates itself.
    CHILD
  }

  static final int COLUMNS = 7;

  static ProviderDefault of(List<String> cells) {
    return new ProviderDefault(
        cells.get(0),
        cells.get(1),
        new VersionRange(cells.get(2)),
        Meaning.valueOf(cells.get(3).toUpperCase(Locale.ROOT)),
        cells.get(4),
        cells.get(5),
        cells.get(6));
  }

  /// The default value, with the origin of a provider default.
  Value value() {
    Value read = new JsonReader(new SourceFiles(), new ArrayList<>()).read(json, "default");
    if (read == null) {
      throw new IllegalStateException("the default of " + type + " " + path + " is not JSON");
    }
    return read.at(Origin.PROVIDER_DEFAULT);
  }
}
