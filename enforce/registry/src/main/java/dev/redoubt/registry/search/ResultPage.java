package dev.redoubt.registry.search;

import dev.redoubt.access.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

/// A part of what a search found.
///
/// @param next the token of what follows, or empty at the end
public record ResultPage<T>(List<T> items, String next) {

  private static final String START = "after-";

  /// Copies the list.
  public ResultPage {
    items = List.copyOf(items);
  }

  /// Makes a page of up to `size` of what was read from an offset on; to know whether more follows,
  /// one more is read than shown.
  public static <T> ResultPage<T> of(List<T> read, long offset, int size) {
    return read.size() > size
        ? new ResultPage<>(read.subList(0, size), token(offset + size))
        : new ResultPage<>(read, "");
  }

  private static String token(long offset) {
    byte[] text = (START + offset).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /// Where the page of a token begins; 0 for an empty one.
  ///
  /// @throws RequestRefusedException if it is no token of ours
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
