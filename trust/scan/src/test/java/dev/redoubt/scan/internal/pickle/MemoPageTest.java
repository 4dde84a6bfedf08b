package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoPageTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 15, 16, 255, 0xffff})
  void returnsStoredCodes_howeverManyDiffer(int codes) {
    Random random = new Random(codes);
    MemoPage page = new MemoPage();
    int[] expected = new int[1 << MemoPage.BITS];
    for (int i = 0; i < 3 * expected.length; i++) {
      int slot = random.nextInt(expected.length);
      int code = 0xffff - random.nextInt(codes);
      page.set(slot, code);
      expected[slot] = code;
      assertThat(page.get(slot)).isEqualTo(code);
    }
    for (int slot = 0; slot < expected.length; slot++) {
      assertThat(page.get(slot)).isEqualTo(expected[slot]);
    }
  }
}
