package dev.redoubt.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A pattern with `*` for any text and `?` for one character. In a path, `*` and `?` do not stand
/// for a slash, and `**` stands for any folders. An unknown part of a text is matched by `*` alone.
/// Matches in time proportional to the lengths of pattern and text, for any pattern.
final class GlobPattern {

  /// What a character of the pattern stands for.
  private enum Step {
    LITERAL,
    ONE,
    ONE_OF_NAME,
    ANY,
    ANY_OF_NAME,
    /// Before [#FOLDERS], which it may leave out.
    OPTIONAL,
    /// Any text that ends with a slash.
    FOLDERS
  }

  private final List<Step> steps = new ArrayList<>();
  private final StringBuilder literals = new StringBuilder();
  private final boolean folds;

  private GlobPattern(boolean folds) {
    this.folds = folds;
  }

  /// A pattern for ids and names, which Azure compares without case. `{...}` stands for an unknown
  /// part, as reports write it.
  static GlobPattern text(String pattern) {
    GlobPattern made = new GlobPattern(true);
    String folded =
        pattern.toLowerCase(Locale.ROOT).replace("{...}", String.valueOf(PossibleTexts.UNKNOWN));
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      made.add(c == '*' ? Step.ANY : c == '?' ? Step.ONE : Step.LITERAL, c);
    }
    return made;
  }

  /// A pattern for paths with slashes.
  static GlobPattern path(String written) {
    String pattern = written.replaceFirst("^\\./", "");
    GlobPattern made = new GlobPattern(false);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*' && i + 1 < pattern.length() && pattern.charAt(i + 1) == '*') {
        i++;
        boolean isFolder = i + 1 < pattern.length() && pattern.charAt(i + 1) == '/';
        if (isFolder && (i == 1 || pattern.charAt(i - 2) == '/')) {
          i++; // `**/` also stands for no folder
          made.add(Step.OPTIONAL, c);
          made.add(Step.FOLDERS, c);
        } else {
          made.add(Step.ANY, c);
        }
      } else {
        made.add(c == '*' ? Step.ANY_OF_NAME : c == '?' ? Step.ONE_OF_NAME : Step.LITERAL, c);
      }
    }
    return made;
  }

  private void add(Step step, char literal) {
    steps.add(step);
    literals.append(literal);
  }

  /// Whether the pattern stands for the whole text.
  boolean matches(String text) {
    String subject = folds ? text.toLowerCase(Locale.ROOT) : text;
    boolean[] reached = new boolean[steps.size() + 1];
    reached[0] = true;
    skip(reached);
    for (int i = 0; i < subject.length(); i++) {
      reached = after(reached, subject.charAt(i));
    }
    return reached[steps.size()];
  }

  private boolean[] after(boolean[] reached, char c) {
    boolean[] next = new boolean[reached.length];
    for (int i = 0; i < steps.size(); i++) {
      if (reached[i]) {
        switch (steps.get(i)) {
          case LITERAL -> next[i + 1] |= literals.charAt(i) == c;
          case ONE -> next[i + 1] |= c != PossibleTexts.UNKNOWN;
          case ONE_OF_NAME -> next[i + 1] |= c != '/' && c != PossibleTexts.UNKNOWN;
          case ANY -> next[i] = true;
          case ANY_OF_NAME -> next[i] |= c != '/';
          case OPTIONAL -> {}
          case FOLDERS -> {
            next[i] = true;
            next[i + 1] |= c == '/';
          }
        }
      }
    }
    skip(next);
    return next;
  }

  /// A star may stand for nothing.
  private void skip(boolean[] reached) {
    for (int i = 0; i < steps.size(); i++) {
      if (reached[i]) {
        switch (steps.get(i)) {
          case ANY, ANY_OF_NAME -> reached[i + 1] = true;
          case OPTIONAL -> {
            reached[i + 1] = true;
            reached[i + 2] = true;
          }
          case LITERAL, ONE, ONE_OF_NAME, FOLDERS -> {}
        }
      }
    }
  }
}
