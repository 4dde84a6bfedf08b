package dev.redoubt.template.function;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The signature of a function: required parameters, then optional ones, then any number of further
/// arguments.
///
/// @param parameters the types that each parameter accepts, in order
/// @param required the number of required parameters
/// @param rest the types of further arguments, or null if none are allowed
/// @param atLeast the minimum number of arguments, including those of [#rest]
public record FunctionSignature(
    List<Set<TypeHint>> parameters, int required, @Nullable Set<TypeHint> rest, int atLeast) {

  public FunctionSignature {
    parameters = List.copyOf(parameters);
  }

  /// Returns a signature with required parameters, each of one type; [TypeHint#ANY] accepts all.
  public static FunctionSignature of(TypeHint... kinds) {
    List<Set<TypeHint>> parameters = new ArrayList<>();
    for (TypeHint kind : kinds) {
      parameters.add(EnumSet.of(kind));
    }
    return new FunctionSignature(parameters, parameters.size(), null, parameters.size());
  }

  /// Adds a required parameter that accepts several types.
  public FunctionSignature either(TypeHint kind, TypeHint... others) {
    List<Set<TypeHint>> longer = new ArrayList<>(parameters);
    longer.add(EnumSet.of(kind, others));
    return new FunctionSignature(longer, required + 1, rest, atLeast + 1);
  }

  /// Adds an optional parameter.
  public FunctionSignature optional(TypeHint kind, TypeHint... others) {
    List<Set<TypeHint>> longer = new ArrayList<>(parameters);
    longer.add(EnumSet.of(kind, others));
    return new FunctionSignature(longer, required, rest, atLeast);
  }

  /// Allows any number of further arguments.
  public FunctionSignature rest(TypeHint kind, TypeHint... others) {
    return new FunctionSignature(parameters, required, EnumSet.of(kind, others), atLeast);
  }

  /// Allows any number of further arguments, with a minimum number of arguments in total.
  public FunctionSignature rest(int least, TypeHint kind, TypeHint... others) {
    return new FunctionSignature(parameters, required, EnumSet.of(kind, others), least);
  }

  /// Returns the error for a number of arguments, or null if it is valid.
  public @Nullable String checkCount(int count) {
    int least = Math.max(required, atLeast);
    if (count < least) {
      return "requires %s%d argument%s, but got %d"
          .formatted(
              rest != null || parameters.size() > required ? "at least " : "",
              least,
              least == 1 ? "" : "s",
              count);
    }
    if (rest == null && count > parameters.size()) {
      return "takes at most %d argument%s, but got %d"
          .formatted(parameters.size(), parameters.size() == 1 ? "" : "s", count);
    }
    return null;
  }

  /// Returns the error for an argument, or null if it is valid. An unknown argument is invalid only
  /// if its type is known and does not match.
  public @Nullable String check(int index, Value argument) {
    Set<TypeHint> kinds = index < parameters.size() ? parameters.get(index) : rest;
    if (kinds == null || kinds.contains(TypeHint.ANY)) {
      return null;
    }
    TypeHint kind = TypeHint.of(argument);
    boolean fits =
        argument instanceof Unknown ? kinds.stream().anyMatch(kind::mayBe) : kinds.contains(kind);
    return fits
        ? null
        : "argument %d must be %s, not %s".formatted(index + 1, words(kinds), argument.kind());
  }

  private static String words(Set<TypeHint> kinds) {
    return kinds.stream()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .reduce((left, right) -> left + " or " + right)
        .orElse("nothing");
  }
}
