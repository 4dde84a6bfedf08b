package dev.redoubt.effective;

import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// The effect of leaving out one property of a resource type and API version.
public final class AbsentProperty {

  /// The property stays absent.
  public static final AbsentProperty STAYS_ABSENT = new AbsentProperty(new Effect[0]);

  /// The effect if the path exists up to some step.
  sealed interface Effect {

    record StaysAbsent() implements Effect {
      static final StaysAbsent INSTANCE = new StaysAbsent();
    }

    record Default(Value value) implements Effect {}

    /// The service uses a value that is not known.
    ///
    /// @param path the property, or an enclosing one whose default is not known
    record UnknownDefault(AliasPath path) implements Effect {}
  }

  private final Effect[] effects;

  /// @param effects by the number of path steps that exist
  AbsentProperty(Effect[] effects) {
    this.effects = effects;
  }

  /// The value of the property, or null if it stays absent.
  ///
  /// @param present the number of path steps that exist
  public @Nullable Value value(ResourceView view, int present) {
    if (present >= effects.length) {
      return null;
    }
    return switch (effects[present]) {
      case Effect.StaysAbsent _ -> null;
      case Effect.Default(var value) -> value;
      case Effect.UnknownDefault(var path) -> view.unknownDefault(path);
    };
  }
}
