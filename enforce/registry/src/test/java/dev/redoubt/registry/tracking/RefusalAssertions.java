package dev.redoubt.registry.tracking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Assertions on refusals and their messages.
final class RefusalAssertions {

  private RefusalAssertions() {}

  static void with(ErrorCode problem, String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining(words)
        .extracting(thrown -> ((RequestRefusedException) thrown).problem())
        .isEqualTo(problem);
  }

  static void invalid(String words, ThrowingCallable call) {
    with(ErrorCode.INVALID_PARAMETER_VALUE, words, call);
  }

  static void missing(String words, ThrowingCallable call) {
    with(ErrorCode.RESOURCE_DOES_NOT_EXIST, words, call);
  }
}
