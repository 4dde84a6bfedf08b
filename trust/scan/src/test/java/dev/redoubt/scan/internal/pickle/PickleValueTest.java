package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is kept of values, and what is known of forgotten ones.
class PickleValueTest {

  private static final AllowedImports LIBRARY = AllowedImports.everything();

  private static PickleValue.Global global(String module, String name) {
    return new PickleValue.Global(module, name, LIBRARY.entry(module, name));
  }

  private static final PickleValue.Global FUNCTION = global("numpy", "add");

  private static PickleValue.Text text(int length) {
    return new PickleValue.Text("x".repeat(length), true);
  }

  private static PickleValue.Bytes bytes(int kept, long length) {
    return new PickleValue.Bytes(new byte[kept], length);
  }

  private static PickleValue.Tuple tuple(PickleValue... values) {
    return PickleValue.Tuple.of(values, 0, values.length);
  }

  private static PickleValue.Items items(Plain kind, PickleValue... values) {
    PickleValue.Items items = new PickleValue.Items(kind);
    for (PickleValue value : values) {
      items.add(value);
    }
    return items;
  }

  @ParameterizedTest
  @EnumSource
  void knowsKindOfWhatHoldsSomethingLive(Plain plain) {
    assertThat(plain.kind().isLive()).isEqualTo(plain == Plain.UNKNOWN);
    assertThat(plain.isLive())
        .isEqualTo(plain == Plain.UNKNOWN || plain.name().startsWith("LIVE_"));
    assertThat(plain.live().kind()).isEqualTo(plain.kind());
    assertThat(plain.mayChange())
        .isEqualTo(
            plain.name().matches("(LIVE_)?(LIST|MAPPING|SET|TUPLE|FROZEN_SET)|VECTORS|INDEXES"));
    assertThat(plain.live().isLive()).isEqualTo(plain.mayChange() || plain == Plain.UNKNOWN);
    assertThat(plain.bare()).isEqualTo(plain);
    assertThat(plain.weight()).isEqualTo(1);
  }

  @Test
  void forgetsAllButTheKind() {
    assertThat(new PickleValue.Whole(7).bare()).isEqualTo(Plain.WHOLE);
    assertThat(new PickleValue.Big(BigInteger.TEN).bare()).isEqualTo(Plain.WHOLE);
    assertThat(text(3).bare()).isEqualTo(Plain.TEXT);
    assertThat(bytes(3, 3).bare()).isEqualTo(Plain.BYTES);
    assertThat(tuple().bare()).isEqualTo(Plain.TUPLE);
    assertThat(tuple(FUNCTION).bare()).isEqualTo(Plain.LIVE_TUPLE);
    assertThat(items(Plain.LIST).bare()).isEqualTo(Plain.LIST);
    assertThat(items(Plain.MAPPING, Plain.NONE, FUNCTION).bare()).isEqualTo(Plain.LIVE_MAPPING);
    assertThat(FUNCTION.bare()).isSameAs(FUNCTION);
    for (PickleValue value :
        List.of(
            new PickleValue.Whole(7), new PickleValue.Big(BigInteger.TEN), text(3), bytes(3, 3))) {
      assertThat(value.isLive()).isFalse();
      assertThat(value.mayChange()).isFalse();
    }
    assertThat(FUNCTION.mayChange()).isFalse();
  }

  @Test
  void weighs() {
    assertThat(new PickleValue.Whole(7).weight()).isEqualTo(1);
    assertThat(text(31).weight()).isEqualTo(1);
    assertThat(text(64).weight()).isEqualTo(3);
    assertThat(bytes(64, 100).weight()).isEqualTo(3);
    assertThat(tuple().weight()).isEqualTo(1);
    assertThat(tuple(text(64), Plain.NONE).weight()).isEqualTo(5);
    assertThat(items(Plain.LIST).weight()).isEqualTo(96);
    PickleValue.Global type = global("numpy", "dtype");
    assertThat(new PickleValue.Instance(type, null, false).weight()).isEqualTo(1);
    assertThat(new PickleValue.Instance(type, tuple(text(64)), false).weight()).isEqualTo(5);
  }

  @Test
  void keepsSixtyFourElementsOfTuple() {
    PickleValue[] values = new PickleValue[65];
    Arrays.fill(values, Plain.NONE);
    PickleValue.Tuple whole = PickleValue.Tuple.of(values, 1, 65);
    assertThat(whole.isWhole()).isTrue();
    assertThat(whole.elements()).hasSize(64);
    PickleValue.Tuple cut = PickleValue.Tuple.of(values, 0, 65);
    assertThat(cut.isWhole()).isFalse();
    assertThat(cut.elements()).hasSize(64);
    assertThat(cut.size()).isEqualTo(65);
    values[64] = FUNCTION;
    assertThat(PickleValue.Tuple.of(values, 0, 65).isLive()).isTrue();
    values[64] = Plain.LIST;
    assertThat(PickleValue.Tuple.of(values, 0, 65).mayChange()).isTrue();
    assertThat(PickleValue.Tuple.of(values, 0, 64).mayChange()).isFalse();
  }

  @Test
  void forgetsElementsOfTupleThatWeighTooMuch() {
    PickleValue.Items list = items(Plain.LIST);
    PickleValue[] values = {
      list, list, list, list, list, list, text(5000), new PickleValue.Whole(5)
    };
    PickleValue.Tuple tuple = tuple(values);
    assertThat(tuple.elements().subList(0, 5)).allMatch(value -> value == list);
    assertThat(tuple.elements().get(5)).isEqualTo(Plain.LIST);
    assertThat(tuple.elements().get(6)).isEqualTo(text(5000));
    assertThat(tuple.elements().get(7)).isEqualTo(new PickleValue.Whole(5));
    PickleValue.Text beginning = new PickleValue.Text("x".repeat(960), false);
    assertThat(tuple(list, list, list, list, list, beginning).elements().get(5))
        .isEqualTo(beginning);
    assertThat(tuple(list, list, list, list, list, beginning, beginning).elements().get(6))
        .isEqualTo(Plain.TEXT);
    PickleValue.Bytes held = bytes(5000, 5000);
    PickleValue.Bytes start = bytes(64, 5000);
    PickleValue.Tuple full = tuple(list, list, list, list, list, text(992), start, held, start);
    assertThat(full.elements().get(6)).isEqualTo(Plain.BYTES);
    assertThat(full.elements().get(7)).isSameAs(held);
    assertThat(full.elements().get(8)).isEqualTo(Plain.BYTES);
    PickleValue.Tuple exact = tuple(list, list, list, list, list, text(960));
    assertThat(exact.weight()).isEqualTo(512);
    assertThat(exact.elements().get(5)).isEqualTo(text(960));
    PickleValue.Text more = new PickleValue.Text("x".repeat(992), false);
    assertThat(tuple(list, list, list, list, list, more).elements().get(5)).isEqualTo(Plain.TEXT);
  }

  @Test
  void knowsThatTupleHoldsItsElements() {
    PickleValue.Items list = items(Plain.LIST);
    assertThat(list.isEscaped()).isFalse();
    assertThat(tuple(list).mayChange()).isTrue();
    assertThat(list.isEscaped()).isTrue();
    assertThat(tuple(Plain.NONE).mayChange()).isFalse();
  }

  @Test
  void keepsFirstElementsOfContainer() {
    PickleValue.Items items = new PickleValue.Items(Plain.LIST);
    for (int i = 0; i < 96; i++) {
      items.add(new PickleValue.Whole(i));
    }
    assertThat(items.isWhole()).isTrue();
    assertThat(items.kept()).hasSize(96);
    items.add(Plain.NONE);
    assertThat(items.isWhole()).isFalse();
    assertThat(items.kept()).hasSize(96);
    assertThat(items.size()).isEqualTo(97);
    assertThat(items.isLive()).isFalse();
    items.add(FUNCTION);
    assertThat(items.isLive()).isTrue();
  }

  @Test
  void doesNotKeepContainersInContainers() {
    PickleValue.Items inner = items(Plain.LIST);
    PickleValue.Items items = items(Plain.LIST, inner, items(Plain.SET, FUNCTION));
    assertThat(items.kept()).containsExactly(Plain.LIST, Plain.LIVE_SET);
    assertThat(inner.isEscaped()).isTrue();
  }

  @Test
  void forgetsElementsOfContainerThatWeighTooMuch() {
    PickleValue.Items items = items(Plain.LIST, text(93 * 32), text(32), text(0));
    assertThat(items.kept()).containsExactly(text(93 * 32), text(32), text(0));
    assertThat(items.isWhole()).isTrue();
    PickleValue.Text most = new PickleValue.Text("x".repeat(95 * 32), false);
    assertThat(items(Plain.LIST, most).kept()).containsExactly(most);
    most = new PickleValue.Text("x".repeat(96 * 32), false);
    assertThat(items(Plain.LIST, most).kept()).containsExactly(Plain.TEXT);
    items = items(Plain.LIST, new PickleValue.Text("x".repeat(94 * 32), false), text(32), text(0));
    assertThat(items.kept())
        .containsExactly(new PickleValue.Text("x".repeat(94 * 32), false), Plain.TEXT);
    assertThat(items.isWhole()).isFalse();
  }

  @Test
  void keepsWhatIsHeldWhole() {
    PickleValue.Text long1 = text(5000);
    PickleValue.Bytes held = bytes(5000, 5000);
    PickleValue.Items items = items(Plain.LIST, long1, held, long1);
    assertThat(items.kept()).containsExactly(long1, held, long1);
    PickleValue.Text beginning = new PickleValue.Text("x".repeat(5000), false);
    PickleValue.Bytes start = bytes(5000, 5001);
    assertThat(items(Plain.LIST, beginning).kept()).containsExactly(Plain.TEXT);
    assertThat(items(Plain.LIST, start).kept()).containsExactly(Plain.BYTES);
    PickleValue.Items many = new PickleValue.Items(Plain.LIST);
    for (int i = 0; i < 96; i++) {
      many.add(text(257));
    }
    assertThat(many.isWhole()).isTrue();
    PickleValue.Items shorter = new PickleValue.Items(Plain.LIST);
    for (int i = 0; i < 96; i++) {
      shorter.add(text(256));
    }
    assertThat(shorter.isWhole()).isFalse();
    PickleValue.Items manyBytes = new PickleValue.Items(Plain.LIST);
    for (int i = 0; i < 96; i++) {
      manyBytes.add(bytes(256, 256));
    }
    assertThat(manyBytes.isWhole()).isFalse();
    PickleValue.Items longerBytes = new PickleValue.Items(Plain.LIST);
    for (int i = 0; i < 96; i++) {
      longerBytes.add(bytes(257, 257));
    }
    assertThat(longerBytes.isWhole()).isTrue();
  }

  @Test
  void findsTheLastValueOfAKey() {
    PickleValue.Items items =
        items(
            Plain.MAPPING,
            new PickleValue.Text("a", true),
            Plain.TRUE,
            new PickleValue.Text("a", true),
            Plain.FALSE,
            new PickleValue.Text("b", true),
            new PickleValue.Text("c", true));
    assertThat(items.get("a")).isEqualTo(Plain.FALSE);
    assertThat(items.get("b")).isEqualTo(new PickleValue.Text("c", true));
    assertThat(items.get("c")).isNull();
    assertThat(items.has("a")).isTrue();
    assertThat(items.has("c")).isFalse();
    items.add(new PickleValue.Text("d", true));
    assertThat(items.get("a")).isEqualTo(Plain.FALSE);
    assertThat(items.get("d")).isNull();
    assertThat(new PickleValue.Items(Plain.MAPPING).get("a")).isNull();
  }

  @Test
  void isNotKnownAfterElementWasReplaced() {
    PickleValue.Items items = items(Plain.LIST, Plain.NONE);
    PickleValue.Items inner = items(Plain.LIST);
    items.replaced(inner);
    assertThat(items.isWhole()).isFalse();
    assertThat(items.isLive()).isFalse();
    assertThat(inner.isEscaped()).isTrue();
    items.replaced(FUNCTION);
    assertThat(items.isLive()).isTrue();
    items.replaced(Plain.NONE);
    assertThat(items.isLive()).isTrue();
  }

  @Test
  void becomesLiveWithTheOthersOfItsClassOnceItIsForgotten() {
    PickleValue.Global type = global("collections", "OrderedDict");
    PickleValue.Instance own = new PickleValue.Instance(type, null, false);
    own.enliven();
    assertThat(own.isLive()).isTrue();
    assertThat(type.bareInstance.isLive()).isFalse();
    PickleValue.Instance held = new PickleValue.Instance(type, null, false);
    held.escape();
    held.enliven();
    assertThat(type.bareInstance.isLive()).isTrue();

    PickleValue.Global other = global("collections", "deque");
    PickleValue.Instance forgotten = new PickleValue.Instance(other, null, true);
    assertThat(forgotten.bare()).isSameAs(other.bareInstance);
    assertThat(other.bareInstance.isLive()).isTrue();
    assertThat(forgotten.isEscaped()).isTrue();

    PickleValue.Global third = global("collections", "Counter");
    assertThat(new PickleValue.Instance(third, null, false).bare()).isSameAs(third.bareInstance);
    assertThat(third.bareInstance.isLive()).isFalse();
    assertThat(third.bareInstance.isEscaped()).isTrue();
    assertThat(third.bareInstance.isStated()).isTrue();
  }

  @Test
  void takesForgottenDictionariesForPartsOfModules() {
    assertThat(noted("_modules", Plain.MAPPING)).isNull();
    assertThat(noted("_modules", Plain.LIVE_MAPPING)).isNull();
    assertThat(noted("_modules", Plain.LIST)).isEqualTo("_modules");
    assertThat(noted("_sklearn_version", Plain.TEXT)).isNull();
    assertThat(noted("_sklearn_version", Plain.UNKNOWN)).isEqualTo("_sklearn_version");
  }

  private static @Nullable String noted(String key, PickleValue value) {
    PickleValue.Items items = new PickleValue.Items(Plain.MAPPING);
    items.noteKey(new PickleValue.Text(key, true), value);
    return items.magicKey();
  }

  @Test
  void knowsThatContainerHoldsItsElements() {
    PickleValue.Instance own = new PickleValue.Instance(global("numpy", "dtype"), null, false);
    items(Plain.LIST, own);
    assertThat(own.isEscaped()).isTrue();
  }

  @Test
  void knowsWhetherInstanceMayChange() {
    assertThat(global("collections", "OrderedDict").bareInstance.mayChange()).isTrue();
    assertThat(global("numpy.core.multiarray", "_reconstruct").bareInstance.mayChange()).isTrue();
    assertThat(global("numpy", "dtype").bareInstance.mayChange()).isFalse();
    PickleValue.Instance own = new PickleValue.Instance(global("numpy", "dtype"), null, false);
    assertThat(own.isStated()).isFalse();
    assertThat(own.isEscaped()).isFalse();
    own.setStated();
    assertThat(own.isStated()).isTrue();
  }

  @Test
  void comparesWholeNames() {
    PickleValue.Global global = global("a.b", "c");
    assertThat(global.is("a.b.c")).isTrue();
    assertThat(global.is("a.b.d")).isFalse();
    assertThat(global.is("a.b.cd")).isFalse();
    assertThat(global.fullName()).isEqualTo("a.b.c");
  }
}
