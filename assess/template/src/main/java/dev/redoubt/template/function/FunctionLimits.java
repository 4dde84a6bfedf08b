package dev.redoubt.template.function;

/// Bounds on what one call may make, against templates that grow without end: each function could
/// double its input, and a loop could call it ten thousand times.
public final class FunctionLimits {

  /// Characters of a string. Azure takes templates of at most 4 MB and resources of at most 1 MB;
  /// no single setting needs more.
  public static final int MAX_TEXT = 1 << 20;

  /// Elements of an array or properties of an object: ten times what `range` may make.
  public static final int MAX_ELEMENTS = 100_000;

  /// The most that `range` may count, by Microsoft's documentation of the function.
  public static final int MAX_RANGE = 10_000;

  /// Levels of JSON inside a string; Azure refuses templates that are nested deeper than 100.
  public static final int MAX_JSON_DEPTH = 128;

  /// Values for which a function on alternatives is called, at most: five independent conditions.
  public static final int MAX_BRANCHES = 32;

  /// Comparisons of values that are not known, for which no table helps: a thousand with a
  /// thousand. Beyond, it stays open whether a value repeats.
  public static final int MAX_COMPARISONS = 1_000_000;

  /// Steps for which `reduce` nests what is not known one level deeper. Such a residual is walked
  /// level by level wherever it is compared or printed.
  public static final int MAX_NESTING = 256;

  /// Digits that a precision in a format may ask for: .NET takes more, nobody reads more.
  public static final int MAX_PRECISION = 400;

  private FunctionLimits() {}

  /// The failure of a text that grew too long.
  public static CallOutcome tooLong() {
    return CallOutcome.failed("the result is a string of more than %d characters".formatted(MAX_TEXT));
  }

  /// The failure of an array or object that grew too large.
  public static CallOutcome tooMany() {
    return CallOutcome.failed("the result has more than %d elements".formatted(MAX_ELEMENTS));
  }
}
