package dev.redoubt.effective.equality;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import java.util.Arrays;

/// A set of strings: a sequence of characters, character classes, and stars for any text. Patterns
/// of policies are such sets, and so are partly unknown strings; comparing two sets determines
/// whether the string certainly matches, certainly does not, or may match.
public final class PolicyWildcard {

  private static final int STAR = -1;
  private static final int DIGIT = -2;
  private static final int LETTER = -3;
  private static final int ANY = -4;

  /// The maximum product of two lengths; beyond it the result is unknown.
  private static final int MAX_WORK = 4_000_000;

  private final int[] tokens;

  private PolicyWildcard(int[] tokens) {
    this.tokens = tokens;
  }

  /// Exactly this text.
  public static PolicyWildcard literal(String text) {
    return new PolicyWildcard(text.chars().toArray());
  }

  /// `like`: a star is any text.
  public static PolicyWildcard like(String pattern) {
    return new PolicyWildcard(pattern.chars().map(c -> c == '*' ? STAR : c).toArray());
  }

  /// `like` with `?` for one character, which Azure may support but does not document.
  public static PolicyWildcard likeWithQuestionMarks(String pattern) {
    return new PolicyWildcard(
        pattern.chars().map(c -> c == '*' ? STAR : c == '?' ? ANY : c).toArray());
  }

  /// `match`: `#` is a digit, `?` a letter, `.` any character.
  public static PolicyWildcard match(String pattern) {
    return new PolicyWildcard(
        pattern
            .chars()
            .map(
                c ->
                    switch (c) {
                      case '#' -> DIGIT;
                      case '?' -> LETTER;
                      case '.' -> ANY;
                      default -> c;
                    })
            .toArray());
  }

  /// All strings that contain this text.
  public static PolicyWildcard containing(String text) {
    int[] tokens = new int[text.length() + 2];
    tokens[0] = STAR;
    for (int i = 0; i < text.length(); i++) {
      tokens[i + 1] = text.charAt(i);
    }
    tokens[text.length() + 1] = STAR;
    return new PolicyWildcard(tokens);
  }

  /// The possible values of a partly unknown string.
  public static PolicyWildcard of(Unknown unknown) {
    if (!(unknown.residual() instanceof ResidualExpression.Text(var parts))) {
      return new PolicyWildcard(new int[] {STAR});
    }
    int[] tokens = new int[0];
    for (Value part : parts) {
      int[] more =
          part instanceof StringValue string ? string.text().chars().toArray() : new int[] {STAR};
      int length = tokens.length;
      tokens = Arrays.copyOf(tokens, length + more.length);
      System.arraycopy(more, 0, tokens, length, more.length);
    }
    return new PolicyWildcard(tokens);
  }

  /// Whether an unknown string may be a text, ignoring case.
  public static boolean mayBe(Unknown unknown, String text) {
    if (!(unknown.residual() instanceof ResidualExpression.Text(var parts))) {
      return true;
    }
    String start = parts.getFirst() instanceof StringValue(var known, _) ? known : "";
    String end = parts.getLast() instanceof StringValue(var known, _) ? known : "";
    int unknowns = parts.size() - (start.isEmpty() ? 0 : 1) - (end.isEmpty() ? 0 : 1);
    boolean fits =
        start.length() + end.length() <= text.length()
            && text.regionMatches(true, 0, start, 0, start.length())
            && text.regionMatches(true, text.length() - end.length(), end, 0, end.length());
    return fits
        && (unknowns == 1
            || literal(text).folded().matches(of(unknown).folded()) != TruthValue.FALSE);
  }

  /// The same, with case folded.
  public PolicyWildcard folded() {
    int[] folded = new int[tokens.length];
    for (int i = 0; i < folded.length; i++) {
      folded[i] = tokens[i] < 0 ? tokens[i] : PropertyName.folded((char) tokens[i]);
    }
    return new PolicyWildcard(folded);
  }

  /// Whether a text is in this set.
  ///
  /// @param fold whether case is ignored; the set must be [#folded] then
  public boolean matchesText(String text, boolean fold) {
    int mine = 0;
    int theirs = 0;
    int star = -1;
    int resume = 0;
    while (theirs < text.length()) {
      if (mine < tokens.length && tokens[mine] == STAR) {
        star = mine++;
        resume = theirs;
      } else if (mine < tokens.length && accepts(tokens[mine], at(text, theirs, fold))) {
        mine++;
        theirs++;
      } else if (star >= 0) {
        mine = star + 1;
        theirs = ++resume;
      } else {
        return false;
      }
    }
    while (mine < tokens.length && tokens[mine] == STAR) {
      mine++;
    }
    return mine == tokens.length;
  }

  private static char at(String text, int index, boolean fold) {
    char c = text.charAt(index);
    return fold ? PropertyName.folded(c) : c;
  }

  /// Whether an unknown value matches this pattern.
  ///
  /// @param fold whether case is ignored; the pattern must be [#folded] then
  public TruthValue matches(Unknown unknown, boolean fold) {
    TruthValue quick = compareEnds(unknown, fold);
    TruthValue truth = quick == TruthValue.UNKNOWN ? compare(unknown, fold) : quick;
    boolean isText = unknown.type() == TypeHint.STRING;
    return truth == TruthValue.TRUE && !isText ? TruthValue.UNKNOWN : truth;
  }

  private TruthValue compare(Unknown unknown, boolean fold) {
    PolicyWildcard possible = of(unknown);
    return matches(fold ? possible.folded() : possible);
  }

  /// Compares the known start and the known end of an unknown string, which usually decides: true
  /// or false if they do, otherwise unknown.
  private TruthValue compareEnds(Unknown unknown, boolean fold) {
    if (!(unknown.residual() instanceof ResidualExpression.Text(var parts))) {
      return TruthValue.UNKNOWN;
    }
    String start = parts.getFirst() instanceof StringValue(var text, _) ? text : "";
    String end = parts.getLast() instanceof StringValue(var text, _) ? text : "";
    int prefix = 0;
    while (prefix < start.length() && prefix < tokens.length && tokens[prefix] != STAR) {
      if (!accepts(tokens[prefix], at(start, prefix, fold))) {
        return TruthValue.FALSE;
      }
      prefix++;
    }
    int suffix = 0;
    while (suffix < end.length()
        && suffix < tokens.length
        && tokens[tokens.length - 1 - suffix] != STAR) {
      if (!accepts(tokens[tokens.length - 1 - suffix], at(end, end.length() - 1 - suffix, fold))) {
        return TruthValue.FALSE;
      }
      suffix++;
    }
    boolean onlyPrefix = prefix == tokens.length - 1 && tokens[prefix] == STAR;
    boolean onlySuffix = suffix == tokens.length - 1 && tokens[0] == STAR;
    return onlyPrefix || onlySuffix ? TruthValue.TRUE : TruthValue.UNKNOWN;
  }

  /// Whether all, none or possibly some strings of another set are in this set.
  public TruthValue matches(PolicyWildcard possible) {
    if ((long) tokens.length * possible.tokens.length > MAX_WORK) {
      return TruthValue.UNKNOWN;
    }
    if (compare(possible, true)) {
      return TruthValue.TRUE;
    }
    return compare(possible, false) ? TruthValue.UNKNOWN : TruthValue.FALSE;
  }

  /// Whether this set contains all strings of the other set, or at least one of them.
  private boolean compare(PolicyWildcard other, boolean all) {
    int[] theirs = other.tokens;
    boolean[] row = new boolean[theirs.length + 1];
    row[0] = true;
    for (int j = 1; j <= theirs.length; j++) {
      row[j] = !all && row[j - 1] && theirs[j - 1] == STAR;
    }
    for (int mine : tokens) {
      boolean[] next = new boolean[theirs.length + 1];
      next[0] = row[0] && mine == STAR;
      for (int j = 1; j <= theirs.length; j++) {
        next[j] = step(mine, theirs[j - 1], all, row[j - 1], row[j], next[j - 1]);
      }
      row = next;
    }
    return row[theirs.length];
  }

  private static boolean step(
      int mine, int theirs, boolean all, boolean both, boolean dropMine, boolean dropTheirs) {
    if (mine == STAR) {
      return dropMine || dropTheirs || both;
    }
    if (theirs == STAR) {
      return !all && (dropTheirs || dropMine || both);
    }
    return both && accepts(mine, theirs);
  }

  private static boolean accepts(int mine, int theirs) {
    return switch (mine) {
      case DIGIT -> theirs >= '0' && theirs <= '9';
      case LETTER -> (theirs >= 'a' && theirs <= 'z') || (theirs >= 'A' && theirs <= 'Z');
      case ANY -> true;
      default -> mine == theirs;
    };
  }
}
