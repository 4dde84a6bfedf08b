package dev.redoubt.fixes.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parameter that a fix declares where a person has to decide.
///
/// @param type `string`
/// @param defaultValue null if only the author can know the value; then the callers of a module
///   pass it on
/// @param reused names of parameters that an author may have declared for the same purpose
/// @param general names that may also mean something else: reused only if the file does not use
///   them for another purpose
/// @param resourceType a resource of this type in the same file is used instead, by its id; null if
///   no resource can be
public record FixParameter(
    String name,
    String type,
    String description,
    @Nullable String defaultValue,
    List<String> reused,
    List<String> general,
    @Nullable String resourceType) {
  public FixParameter {
    reused = List.copyOf(reused);
    general = List.copyOf(general);
  }
}
