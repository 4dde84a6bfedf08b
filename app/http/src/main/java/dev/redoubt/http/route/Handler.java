package dev.redoubt.http.route;

import java.io.IOException;

/// What a route does, once it is clear that it may be done.
@FunctionalInterface
public interface Handler {

  /// Answers.
  ///
  /// @throws dev.redoubt.access.RefusedException with a reason for who asks
  /// @throws IOException if a connection or a disk breaks
  Answer answer(Call call) throws IOException;
}
