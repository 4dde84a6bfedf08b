package dev.redoubt.documents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// A simple command of a shell: a program and its arguments, without redirections and assignments.
record ShellCommand(List<Word> words) {

  /// Words that may precede a program.
  private static final Set<String> PREFIXES =
      Set.of("if", "then", "else", "elif", "while", "until", "do", "!", "{", "time", "exec", "env");

  /// A word with its quotes removed.
  ///
  /// @param computed whether the shell expands part of it: a variable or the output of a command
  record Word(String text, boolean computed) {}

  /// The program, or nothing.
  String program() {
    return words.isEmpty() ? "" : words.getFirst().text();
  }

  /// The program without its folder.
  String programName() {
    return program().substring(program().lastIndexOf('/') + 1);
  }

  List<Word> arguments() {
    return words.subList(1, words.size());
  }

  /// All simple commands of a script, those in `$(...)` too.
  static List<ShellCommand> of(String script) {
    List<ShellCommand> found = new ArrayList<>();
    new Reader(script, found).commands("");
    return List.copyOf(found);
  }

  /// Reads the part of the shell grammar that commands in documents use.
  private static final class Reader {

    private final String text;
    private final List<ShellCommand> found;
    private final Deque<String> hereDocuments = new ArrayDeque<>();
    private int at;

    private List<Word> words = new ArrayList<>();
    private StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean computed;
    private boolean redirected;
    private boolean hereDocument;

    Reader(String text, List<ShellCommand> found) {
      this.text = text;
      this.found = found;
    }

    /// Reads commands to the end, or to the character that closes a substitution.
    void commands(String closing) {
      while (at < text.length()) {
        char next = text.charAt(at);
        if (!closing.isEmpty() && closing.charAt(0) == next) {
          at++;
          break;
        }
        step(next);
      }
      endCommand();
    }

    private void step(char next) {
      at++;
      switch (next) {
        case ' ', '\t' -> endWord();
        case '\n' -> {
          endCommand();
          skipHereDocuments();
        }
        case ';', '|', '&', '(', ')' -> endCommand();
        case '#' -> {
          if (inWord) {
            append(next);
          } else {
            skipComment();
          }
        }
        case '\'' -> single();
        case '"' -> quoted();
        case '\\' -> escaped();
        case '$' -> expansion();
        case '`' -> substitution("`");
        case '<', '>' -> redirection(next);
        default -> append(next);
      }
    }

    private void append(char next) {
      inWord = true;
      word.append(next);
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : '\n';
    }

    private void skipComment() {
      while (at < text.length() && text.charAt(at) != '\n') {
        at++;
      }
    }

    private void single() {
      inWord = true;
      int end = text.indexOf('\'', at);
      end = end < 0 ? text.length() : end;
      word.append(text, at, end);
      at = Math.min(end + 1, text.length());
    }

    private void quoted() {
      inWord = true;
      while (at < text.length()) {
        char next = text.charAt(at++);
        switch (next) {
          case '"' -> {
            return;
          }
          case '\\' -> escaped();
          case '$' -> expansion();
          case '`' -> substitution("`");
          default -> word.append(next);
        }
      }
    }

    private void escaped() {
      char next = peek();
      at++;
      if (next != '\n') {
        append(next);
      }
    }

    private void expansion() {
      if (peek() == '(') {
        at++;
        substitution(")");
      } else {
        computed = true;
        append('$');
      }
    }

    private void substitution(String closing) {
      Reader inner = new Reader(text, found);
      inner.at = at;
      inner.commands(closing);
      at = inner.at;
      computed = true;
      inWord = true;
      word.append("$()");
    }

    /// `>file`, `2>&1`, `<<END`, `<(command)`.
    private void redirection(char sign) {
      if (peek() == '(') {
        at++;
        substitution(")");
        return;
      }
      if (word.chars().allMatch(Character::isDigit)) {
        word.setLength(0);
        inWord = false;
      }
      endWord();
      hereDocument = sign == '<' && peek() == '<';
      while (at < text.length() && "<>&|-".indexOf(peek()) >= 0) {
        at++;
      }
      redirected = true;
    }

    private void endWord() {
      if (!inWord) {
        return;
      }
      Word ended = new Word(word.toString(), computed);
      if (redirected) {
        if (hereDocument) {
          hereDocuments.add(ended.text());
        }
        redirected = false;
        hereDocument = false;
      } else if (!words.isEmpty() || !isBeforeProgram(ended.text())) {
        words.add(ended);
      }
      word = new StringBuilder();
      inWord = false;
      computed = false;
    }

    private static boolean isBeforeProgram(String word) {
      return PREFIXES.contains(word) || word.matches("(?s)[A-Za-z_]\\w*=.*");
    }

    private void endCommand() {
      endWord();
      redirected = false;
      if (!words.isEmpty()) {
        found.add(new ShellCommand(List.copyOf(words)));
        words = new ArrayList<>();
      }
    }

    private void skipHereDocuments() {
      while (!hereDocuments.isEmpty()) {
        String end = hereDocuments.remove();
        boolean ended = false;
        while (!ended && at < text.length()) {
          int lineEnd = text.indexOf('\n', at);
          lineEnd = lineEnd < 0 ? text.length() : lineEnd;
          ended = text.substring(at, lineEnd).strip().equals(end);
          at = Math.min(lineEnd + 1, text.length());
        }
      }
    }
  }
}
