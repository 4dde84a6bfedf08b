package dev.redoubt.page;

import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes a page to any output, as it is rendered. Characters that change what a reader sees
/// without being seen (controls, overrides of the text direction, halves of surrogate pairs) become
/// the replacement character, wherever they are.
public final class PageOutput implements TemplateOutput {

  private static final char REPLACEMENT = '\uFFFD';

  private final Appendable out;

  /// An output that writes to another one.
  ///
  /// @param out throws only what [#writeContent] wraps in an [UncheckedIOException]
  public PageOutput(Appendable out) {
    this.out = out;
  }

  @Override
  public void writeContent(String text) {
    writeContent(text, 0, text.length());
  }

  @Override
  public void writeContent(String text, int begin, int end) {
    try {
      int start = begin;
      for (int i = begin; i < end; i++) {
        if (!isVisible(text, i, begin, end)) {
          out.append(text, start, i).append(REPLACEMENT);
          start = i + 1;
        }
      }
      out.append(text, start, end);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static boolean isVisible(String text, int at, int begin, int end) {
    char c = text.charAt(at);
    if (c < ' ') {
      return c == '\n' || c == '\t';
    }
    if (c < 0x7f) {
      return true;
    }
    if (Character.isHighSurrogate(c)) {
      return at + 1 < end && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > begin && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return !isControl(c);
  }

  private static boolean isControl(char c) {
    return c <= 0x9f
        || c == 0xad
        || c == 0x61c
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f)
        || c == 0xfeff
        || (c >= 0xfff9 && c <= 0xfffb)
        || c >= 0xfffe;
  }
}
