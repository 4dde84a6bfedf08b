package dev.redoubt.registry.tracking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Says that something is refused, and with what words.
final class Refused {

  private Refused() {}

  static void with(Problem problem, String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(words)
        .extracting(thrown -> ((RefusedException) thrown).problem())
        .isEqualTo(problem);
  }

  static void invalid(String words, ThrowingCallable call) {
    with(Problem.INVALID_PARAMETER_VALUE, words, call);
  }

  static void missing(String words, ThrowingCallable call) {
    with(Problem.RESOURCE_DOES_NOT_EXIST, words, call);
  }
}
