package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The memo returns what was stored, or unknown.
class PickleMemoTest {

  private static final int PAGE = 1 << MemoPage.BITS;

  /// The number of pages.
  private static final int PAGES = 1 << 15;

  /// Fills the space for details: strings of this length weigh 11 each with their entry.
  private static final int FULL = 400_000 / 11 + 1;

  private final AllowedImports library = AllowedImports.everything();
  private final PickleMemo memo = new PickleMemo(library);

  private static PickleValue.Text text(String text) {
    return new PickleValue.Text(text, true);
  }

  private PickleValue.Global global(String module, String name) {
    return new PickleValue.Global(module, name, library.entry(module, name));
  }

  private void fillDetail() {
    for (int i = 0; i < FULL; i++) {
      memo.put(PAGE + i, text("x".repeat(256)));
    }
  }

  @Test
  void hasNothingUnderNumberThatWasNotUsed() {
    assertThat(memo.get(0)).isNull();
    memo.put(1, Plain.NONE);
    assertThat(memo.get(0)).isNull();
    assertThat(memo.get(1)).isEqualTo(Plain.NONE);
    assertThat(memo.get(2)).isNull();
    assertThat(memo.get(PAGE + 1)).isNull();
  }

  @Test
  void appendsUnderHowManyNumbersWereUsed() {
    memo.append(Plain.NONE);
    memo.append(Plain.TRUE);
    assertThat(memo.get(1)).isEqualTo(Plain.TRUE);
    memo.put(7, Plain.FALSE);
    memo.put(7, Plain.FALSE);
    memo.append(Plain.WHOLE);
    assertThat(memo.get(3)).isEqualTo(Plain.WHOLE);
    assertThat(memo.get(4)).isNull();
  }

  /// joblib's unpickler accepts any index.
  @ParameterizedTest
  @ValueSource(longs = {PAGE, 1L << 32, 1L << 42, 1L << 62})
  void keepsWhatIsUnderSmallNumberWhenLargeOneIsUsed(long number) {
    PickleValue.Global held = global("numpy", "add");
    memo.put(3, held);
    memo.put(number + 3, Plain.NONE);
    assertThat(memo.get(3)).isSameAs(held);
    assertThat(memo.get(number + 3)).isEqualTo(Plain.NONE);
    memo.put(number + 3, text("a"));
    assertThat(memo.get(number + 3)).isEqualTo(text("a"));
    memo.put(number + 3, Plain.TRUE);
    assertThat(memo.get(number + 3)).isEqualTo(Plain.TRUE);
    assertThat(memo.get(3)).isSameAs(held);
  }

  @Test
  void givesBackTheSameImportAndInstance() {
    PickleValue.Global type = global("numpy", "dtype");
    PickleValue.Instance own = new PickleValue.Instance(type, null, false);
    memo.put(0, type);
    memo.put(1, type.bareInstance);
    memo.put(2, own);
    memo.put(3, type);
    assertThat(memo.get(0)).isSameAs(type);
    assertThat(memo.get(1)).isSameAs(type.bareInstance);
    assertThat(memo.get(2)).isSameAs(own);
    assertThat(memo.get(3)).isSameAs(type);
  }

  @Test
  void forgetsWhatContainersHoldAfter4096() {
    PickleValue.Items kept = new PickleValue.Items(Plain.LIST);
    for (int i = 0; i < 4096; i++) {
      kept = new PickleValue.Items(Plain.LIST);
      memo.put(i, kept);
    }
    assertThat(memo.get(4095)).isSameAs(kept);
    assertThat(kept.isEscaped()).isFalse();
    PickleValue.Items forgotten = new PickleValue.Items(Plain.LIST);
    memo.put(4096, forgotten);
    assertThat(memo.get(4096)).isEqualTo(Plain.LIST);
    assertThat(forgotten.isEscaped()).isTrue();
  }

  @Test
  void forgetsDetailWhenItWeighsTooMuch() {
    fillDetail();
    assertThat(memo.get(PAGE + FULL - 1)).isEqualTo(text("x".repeat(256)));
    memo.put(0, text("word"));
    assertThat(memo.get(0)).isEqualTo(Plain.TEXT);
    PickleValue.Global type = global("numpy", "dtype");
    memo.put(1, new PickleValue.Instance(type, null, false));
    assertThat(memo.get(1)).isSameAs(type.bareInstance);
    memo.put(2, new PickleValue.Text("numpy", false));
    assertThat(memo.get(2)).isEqualTo(Plain.TEXT);
  }

  @Test
  void keepsNamesOfTheListsBeyondThat() {
    fillDetail();
    long number = 1L << 20;
    for (int i = 0; i < 100_000; i++) {
      memo.put(number + i, text("numpy"));
    }
    assertThat(memo.get(number + 99_999)).isEqualTo(text("numpy"));
    memo.put(number + 100_000, text("numpy"));
    assertThat(memo.get(number + 100_000)).isEqualTo(Plain.TEXT);
  }

  /// With a forgotten key, a state could set these unnoticed.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "__setstate__",
        "append",
        "_response_method",
        "_parameters",
        "_sklearn_version",
        "shape",
        "numpy_array_alignment_bytes",
        "_handle",
      })
  void neverForgetsNamesThatAreActedUpon(String name) {
    fillDetail();
    memo.put(0, text(name));
    memo.put(1, text(name));
    assertThat(memo.get(0)).isEqualTo(text(name));
    assertThat(memo.get(1)).isEqualTo(text(name));
  }

  @Test
  void isUnknownWhatCameAfterThereWasNoRoom() {
    fillPages();
    assertThat(memo.get(0)).isEqualTo(Plain.TRUE);
    assertThat(memo.get(1)).isEqualTo(Plain.UNKNOWN);
    memo.put((long) PAGES * PAGE, Plain.NONE);
    assertThat(memo.get((long) PAGES * PAGE)).isEqualTo(Plain.UNKNOWN);
    assertThat(memo.get(0)).isEqualTo(Plain.TRUE);
  }

  @Test
  void appendsWhereThereIsRoomAfterOthersWereForgotten() {
    fillPages();
    memo.append(Plain.NONE);
    assertThat(memo.get(PAGES)).isEqualTo(Plain.NONE);
  }

  /// Whether a forgotten index is stored again determines where Python appends.
  @Test
  void knowsNothingWhenItIsNotKnownWhereAValueWasAppended() {
    fillPages();
    memo.put((long) PAGES * PAGE, Plain.NONE);
    memo.put((long) PAGES * PAGE, Plain.NONE);
    assertThat(memo.get(0)).isEqualTo(Plain.TRUE);
    memo.append(Plain.NONE);
    assertThat(memo.get(0)).isEqualTo(Plain.UNKNOWN);
  }

  private void fillPages() {
    for (int i = 0; i < PAGES; i++) {
      memo.put((long) i * PAGE, Plain.TRUE);
    }
  }
}
