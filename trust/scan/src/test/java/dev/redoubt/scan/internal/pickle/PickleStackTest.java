package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import org.junit.jupiter.api.Test;

class PickleStackTest {

  private static final PickleValue.Text TEXT = new PickleValue.Text("a", true);

  private final PickleStack stack = new PickleStack();

  @Test
  void givesBackInReverse() throws BrokenPickle {
    stack.push(Plain.TRUE);
    stack.push(Plain.FALSE);
    assertThat(stack.top()).isEqualTo(Plain.FALSE);
    assertThat(stack.pop()).isEqualTo(Plain.FALSE);
    stack.replaceTop(Plain.NONE);
    assertThat(stack.pop()).isEqualTo(Plain.NONE);
    assertThat(stack.size()).isZero();
  }

  @Test
  void failsWhenNothingIsLeft() {
    assertThatThrownBy(stack::pop)
        .isInstanceOfSatisfying(
            BrokenPickle.class, e -> assertThat(e.reason()).isEqualTo("the stack is empty"));
    assertThatThrownBy(stack::top)
        .isInstanceOfSatisfying(
            BrokenPickle.class, e -> assertThat(e.reason()).isEqualTo("the stack is empty"));
    assertThatThrownBy(stack::unmark)
        .isInstanceOfSatisfying(
            BrokenPickle.class,
            e -> assertThat(e.reason()).isEqualTo("there is no mark on the stack"));
  }

  @Test
  void doesNotReachBelowMark() throws BrokenPickle {
    stack.push(Plain.TRUE);
    stack.mark();
    assertThat(stack.reach()).isZero();
    assertThatThrownBy(stack::top).isInstanceOf(BrokenPickle.class);
    assertThatThrownBy(stack::pop)
        .isInstanceOfSatisfying(
            BrokenPickle.class,
            e -> assertThat(e.reason()).isEqualTo("found a mark instead of a value"));
    stack.push(Plain.NONE);
    assertThat(stack.reach()).isEqualTo(1);
    assertThat(stack.unmark()).isEqualTo(1);
    assertThat(stack.reach()).isEqualTo(2);
  }

  @Test
  void isEmptyBelowMarkOfEmptyStack() throws BrokenPickle {
    stack.mark();
    assertThatThrownBy(stack::pop)
        .isInstanceOfSatisfying(
            BrokenPickle.class, e -> assertThat(e.reason()).isEqualTo("the stack is empty"));
  }

  @Test
  void reachesToTheMarkBefore() throws BrokenPickle {
    stack.push(Plain.TRUE);
    stack.mark();
    stack.push(Plain.TRUE);
    stack.push(Plain.TRUE);
    stack.mark();
    assertThat(stack.unmark()).isEqualTo(3);
    assertThat(stack.reach()).isEqualTo(2);
    assertThat(stack.unmark()).isEqualTo(1);
    assertThat(stack.reach()).isEqualTo(3);
  }

  @Test
  void dropsMarkOrValue() throws BrokenPickle {
    stack.push(Plain.TRUE);
    stack.mark();
    stack.push(Plain.FALSE);
    stack.drop();
    assertThat(stack.reach()).isZero();
    stack.drop();
    assertThat(stack.reach()).isEqualTo(1);
    stack.drop();
    assertThat(stack.size()).isZero();
    assertThatThrownBy(stack::drop).isInstanceOf(BrokenPickle.class);
  }

  @Test
  void hasManyMarks() throws BrokenPickle {
    for (int i = 0; i < 100; i++) {
      stack.push(Plain.NONE);
      stack.mark();
    }
    for (int i = 100; i > 0; i--) {
      assertThat(stack.unmark()).isEqualTo(i);
    }
  }

  @Test
  void exceedsLimitAfterAMillionMarks() throws BrokenPickle {
    for (int i = 0; i < 1 << 20; i++) {
      stack.mark();
    }
    assertThatThrownBy(stack::mark)
        .isInstanceOfSatisfying(
            BrokenPickle.class,
            e -> {
              assertThat(e.reason()).isEqualTo("more than 1048576 open marks");
              assertThat(e.rule()).isEqualTo(PickleRule.LIMIT);
            });
  }

  @Test
  void exceedsLimitAfterSixteenMillionValues() throws BrokenPickle {
    int count = 0;
    String reason = "";
    while (reason.isEmpty() && count < 1 << 25) {
      try {
        stack.push(Plain.NONE);
        count++;
      } catch (BrokenPickle e) {
        reason = e.reason();
        assertThat(e.rule()).isEqualTo(PickleRule.LIMIT);
      }
    }
    assertThat(reason).isEqualTo("the stack is deeper than 16777216");
    assertThat(count).isGreaterThanOrEqualTo(1 << 24);
  }

  @Test
  void forgetsDetailOfDeepValues() throws BrokenPickle {
    push(1 << 18);
    assertThat(stack.at(0)).isEqualTo(Plain.TEXT);
    assertThat(stack.at((1 << 18) - 1)).isEqualTo(TEXT);
    int kept = 0;
    while (stack.at((1 << 18) - 1 - kept).equals(TEXT)) {
      kept++;
    }
    assertThat(kept).isGreaterThanOrEqualTo(1 << 15);
    for (int i = 0; i < (1 << 18) - kept; i++) {
      assertThat(stack.at(i)).isEqualTo(Plain.TEXT);
    }
  }

  @Test
  void keepsDetailOfValuesThatAreNotDeep() throws BrokenPickle {
    push(1 << 15);
    for (int i = 0; i < 1 << 15; i++) {
      assertThat(stack.at(i)).isEqualTo(TEXT);
    }
  }

  @Test
  void forgetsDetailAgainAfterValuesWereTaken() throws BrokenPickle {
    push(1 << 18);
    stack.cut(5);
    push(1 << 20);
    assertThat(stack.at(4)).isEqualTo(Plain.TEXT);
    assertThat(stack.at(5)).isEqualTo(Plain.TEXT);
    while (stack.size() > 3) {
      stack.pop();
    }
    push((1 << 21) + (1 << 20));
    assertThat(stack.at(3)).isEqualTo(Plain.TEXT);
    assertThat(stack.at(6)).isEqualTo(Plain.TEXT);
  }

  @Test
  void cutsAndCollects() throws BrokenPickle {
    stack.push(Plain.TRUE);
    stack.push(Plain.FALSE);
    stack.push(TEXT);
    assertThat(stack.tuple(1).elements()).containsExactly(Plain.FALSE, TEXT);
    stack.cut(1);
    assertThat(stack.size()).isEqualTo(1);
    assertThat(stack.at(1)).isEqualTo(Plain.NONE);
    assertThat(stack.at(2)).isEqualTo(Plain.NONE);
  }

  private void push(int count) throws BrokenPickle {
    for (int i = 0; i < count; i++) {
      stack.push(TEXT);
    }
  }
}
