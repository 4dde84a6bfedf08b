package dev.redoubt.bicep.syntax;

import java.util.ArrayList;
import java.util.List;

/// A token of a Bicep text with its range, for changes to the text: the syntax tree has only the
/// starts of its parts. Blanks and comments are between tokens, except that those after a line end
/// belong to its [TokenKind#NEW_LINE].
///
/// @param start the index of the first character
/// @param end the index after the last character
public record SourceToken(TokenKind kind, int start, int end) {

  /// The tokens of a text; the last one is END_OF_FILE. Never throws for invalid text.
  public static List<SourceToken> of(String text) {
    Lexer lexer = new Lexer(text, new SyntaxProblems(new ArrayList<>(), 0));
    List<SourceToken> tokens = new ArrayList<>();
    do {
      lexer.advance();
      tokens.add(new SourceToken(lexer.kind, lexer.start, lexer.position));
    } while (lexer.kind != TokenKind.END_OF_FILE);
    return tokens;
  }
}
