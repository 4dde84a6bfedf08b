package dev.redoubt.effective;

import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.effective.alias.TypeAliases;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// A resource as seen by one mode of evaluation.
///
/// @param resource as declared
/// @param body the payload with properties that the service derives from other resources
/// @param aliases the aliases of its type
/// @param absence the value of an absent property
public record ResourceView(
    Resource resource, ObjectValue body, TypeAliases aliases, Absence absence) {

  /// Determines the value of an absent property.
  public interface Absence {
    /// The value of an absent property, or null if it stays absent.
    ///
    /// @param present the number of path steps that exist
    @Nullable Value whenAbsent(ResourceView view, AliasPath path, int present);
  }

  /// Absent properties stay absent.
  public static final Absence STAYS_ABSENT = (_, _, _) -> null;

  public @Nullable Value whenAbsent(AliasPath path, int present) {
    return absence.whenAbsent(this, path, present);
  }
}
