package dev.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessAttributesTest {

  @Test
  void defaultAttributesAreDevelopmentAndInternal() {
    assertThat(AccessAttributes.DEFAULT)
        .isEqualTo(new AccessAttributes("default", "development", "internal"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "-a", "a/b"})
  void refusesInvalidNames(String name) {
    assertThatThrownBy(() -> new AccessAttributes("a", name, "b"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageStartingWith("the environment `" + name + "` is not a valid name");
  }
}
