package dev.redoubt.template.function;

/// Limits on the result of one function call, against templates that grow without bound: each
/// function could double its input, and a loop could call it ten thousand times.
public final class FunctionLimits {

  /// The maximum number of characters of a string. Azure takes templates of at most 4 MB and
  /// resources of at most 1 MB; no single property needs more.
  public static final int MAX_TEXT = 1 << 20;

  /// The maximum number of elements of an array or properties of an object: ten times the limit of
  /// `range`.
  public static final int MAX_ELEMENTS = 100_000;

  /// The maximum count of `range`, according to Microsoft's documentation of the function.
  public static final int MAX_RANGE = 10_000;

  /// The maximum nesting of JSON inside a string; Azure rejects templates nested deeper than 100
  /// levels.
  public static final int MAX_JSON_DEPTH = 128;

  /// The maximum number of alternatives for which a function is called: five independent
  /// conditions.
  public static final int MAX_BRANCHES = 32;

  /// The maximum number of comparisons of unknown values, which cannot use a hash table: a thousand
  /// by a thousand. Beyond this, it stays unknown whether a value is repeated.
  public static final int MAX_COMPARISONS = 1_000_000;

  /// The maximum nesting of unknown values by `reduce`. Comparing or printing a residual recurses
  /// through all its levels.
  public static final int MAX_NESTING = 256;

  /// The maximum precision in a format string; .NET accepts more digits.
  public static final int MAX_PRECISION = 400;

  private FunctionLimits() {}

  /// Returns the failure for a string that is too long.
  public static CallOutcome tooLong() {
    return CallOutcome.failed(
        "the result is a string of more than %d characters".formatted(MAX_TEXT));
  }

  /// Returns the failure for an array or object that is too large.
  public static CallOutcome tooMany() {
    return CallOutcome.failed("the result has more than %d elements".formatted(MAX_ELEMENTS));
  }
}
