package dev.redoubt.effective;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The default of a resource provider for one property, with its source and date.
///
/// @param type the resource type, as written
/// @param path from the root of the payload, with `[*]` for elements; of a child, its segment and
///   name
/// @param versions `*`, `<2019-04-01` or `>=2019-04-01`: the API versions that it applies to
/// @param meaning the effect of leaving out the property
/// @param json the default value as JSON; empty if there is none
/// @param source the document that it is taken from
/// @param date the date of the document, or when it was read
record ProviderDefault(
    String type,
    String path,
    String versions,
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

  private static final int COLUMNS = 7;

  static ProviderDefault parse(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException("a row of defaults needs " + COLUMNS + " columns: " + line);
    }
    Meaning meaning = Meaning.valueOf(cells[3].toUpperCase(Locale.ROOT));
    return new ProviderDefault(cells[0], cells[1], cells[2], meaning, cells[4], cells[5], cells[6]);
  }

  /// Whether the default applies to an API version; null if unknown.
  @Nullable Boolean holdsFor(String apiVersion) {
    if (versions.equals("*")) {
      return true;
    }
    if (apiVersion.isEmpty()) {
      return null;
    }
    // Dates in ISO 8601 compare as text; a preview of a date sorts after the date itself.
    String folded = PropertyName.folded(apiVersion);
    return versions.startsWith(">=")
        ? folded.compareTo(versions.substring(2)) >= 0
        : folded.compareTo(versions.substring(1)) < 0;
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
