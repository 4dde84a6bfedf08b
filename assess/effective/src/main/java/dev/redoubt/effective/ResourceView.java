package dev.redoubt.effective;

import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.effective.alias.TypeAliases;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// A resource as one mode of evaluation sees it.
///
/// @param resource as declared
/// @param body what is read: the payload, with what the service derives from other resources
/// @param aliases those of its type
/// @param absence what an absent property means
public record ResourceView(
    Resource resource, ObjectValue body, TypeAliases aliases, Absence absence) {

  /// What an absent property means.
  public interface Absence {
    /// The value that stands for an absent property, or null where it stays absent.
    ///
    /// @param present how many steps of the path lead to something that is there
    @Nullable Value whenAbsent(ResourceView view, AliasPath path, int present);
  }

  /// Nothing stands for what is absent.
  public static final Absence STAYS_ABSENT = (_, _, _) -> null;

  public @Nullable Value whenAbsent(AliasPath path, int present) {
    return absence.whenAbsent(this, path, present);
  }
}
