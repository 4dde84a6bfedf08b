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

/// What a function accepts: required parameters, then optional ones, then any number of a last
/// kind.
///
/// @param parameters the kinds each parameter accepts, in order
/// @param required how many of them must be given
/// @param rest the kinds of further arguments, or null where none may follow
/// @param atLeast the least number of arguments, where [#rest] ones are among them
public record FunctionSignature(
    List<Set<TypeHint>> parameters, int required, @Nullable Set<TypeHint> rest, int atLeast) {

  public FunctionSignature {
    parameters = List.copyOf(parameters);
  }

  /// So many required parameters of one kind each; [TypeHint#ANY] accepts all.
  public static FunctionSignature of(TypeHint... kinds) {
    List<Set<TypeHint>> parameters = new ArrayList<>();
    for (TypeHint kind : kinds) {
      parameters.add(EnumSet.of(kind));
    }
    return new FunctionSignature(parameters, parameters.size(), null, parameters.size());
  }

  /// One more required parameter that accepts several kinds.
  public FunctionSignature either(TypeHint kind, TypeHint... others) {
    List<Set<TypeHint>> longer = new ArrayList<>(parameters);
    longer.add(EnumSet.of(kind, others));
    return new FunctionSignature(longer, required + 1, rest, atLeast + 1);
  }

  /// One more parameter, which may be left out.
  public FunctionSignature optional(TypeHint kind, TypeHint... others) {
    List<Set<TypeHint>> longer = new ArrayList<>(parameters);
    longer.add(EnumSet.of(kind, others));
    return new FunctionSignature(longer, required, rest, atLeast);
  }

  /// Any number of further arguments.
  public FunctionSignature rest(TypeHint kind, TypeHint... others) {
    return new FunctionSignature(parameters, required, EnumSet.of(kind, others), atLeast);
  }

  /// Any number of further arguments, at least so many in all.
  public FunctionSignature rest(int least, TypeHint kind, TypeHint... others) {
    return new FunctionSignature(parameters, required, EnumSet.of(kind, others), least);
  }

  /// What is wrong with so many arguments, or null.
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

  /// What is wrong with an argument, or null. An unknown one is wrong only if its kind is known and
  /// does not fit.
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
