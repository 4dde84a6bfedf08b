package dev.redoubt.registry.search;

import dev.redoubt.access.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

/// One page of search results.
///
/// @param next token of the next page; empty on the last one
public record ResultPage<T>(List<T> items, String next) {

  private static final String START = "after-";

  /// Copies the list.
  public ResultPage {
    items = List.copyOf(items);
  }

  /// Makes a page of up to `size` items from the items at an offset; one more item than shown is
  /// read, to know whether there is a next page.
  public static <T> ResultPage<T> of(List<T> read, long offset, int size) {
    return read.size() > size
        ? new ResultPage<>(read.subList(0, size), token(offset + size))
        : new ResultPage<>(read, "");
  }

  private static String token(long offset) {
    byte[] text = (START + offset).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /// Returns the offset of a page token; 0 for an empty one.
  ///
  /// @throws RequestRefusedException if the token is invalid
  public static long offset(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    OptionalLong offset = read(token);
    if (offset.isEmpty()) {
      throw RequestRefusedException.invalid(
          "the page token `" + token + "` was not issued by this server");
    }
    return offset.getAsLong();
  }

  private static OptionalLong read(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
      long offset = text.startsWith(START) ? Long.parseLong(text.substring(START.length())) : -1;
      return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    } catch (IllegalArgumentException _) {
      return OptionalLong.empty();
    }
  }
}
