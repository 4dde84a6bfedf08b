package dev.redoubt.reporthtml.internal;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/// A text in which words of the user are in backticks, which become code.
///
/// @param text plain text; escaped when it is written
public record RichText(String text) implements Content {

  @Override
  public void writeTo(TemplateOutput output) {
    int at = 0;
    int open = text.indexOf('`');
    while (open >= 0) {
      int close = text.indexOf('`', open + 1);
      if (close < 0) {
        break;
      }
      output.writeUserContent(text.substring(at, open));
      output.writeContent("<code>");
      output.writeUserContent(text.substring(open + 1, close));
      output.writeContent("</code>");
      at = close + 1;
      open = text.indexOf('`', at);
    }
    output.writeUserContent(text.substring(at));
  }

  @Override
  public boolean isEmptyContent() {
    return text.isEmpty();
  }
}
