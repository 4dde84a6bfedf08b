package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.internal.pickle.Value.Plain;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is kept of values, and what is known of what was forgotten.
class PickleValueTest {

  private static final Library LIBRARY = Library.everything();

  private static Value.Global global(String module, String name) {
    return new Value.Global(module, name, LIBRARY.entry(module, name));
  }

  private static final Value.Global FUNCTION = global("numpy", "add");

  private static Value.Text text(int length) {
    return new Value.Text("x".repeat(length), true);
  }

  private static Value.Bytes bytes(int kept, long length) {
    return new Value.Bytes(new byte[kept], length);
  }

  private static Value.Tuple tuple(Value... values) {
    return Value.Tuple.of(values, 0, values.length);
  }

  private static Value.Items items(Plain kind, Value... values) {
    Value.Items items = new Value.Items(kind);
    for (Value value : values) {
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
    assertThat(new Value.Whole(7).bare()).isEqualTo(Plain.WHOLE);
    assertThat(new Value.Big(BigInteger.TEN).bare()).isEqualTo(Plain.WHOLE);
    assertThat(text(3).bare()).isEqualTo(Plain.TEXT);
    assertThat(bytes(3, 3).bare()).isEqualTo(Plain.BYTES);
    assertThat(tuple().bare()).isEqualTo(Plain.TUPLE);
    assertThat(tuple(FUNCTION).bare()).isEqualTo(Plain.LIVE_TUPLE);
    assertThat(items(Plain.LIST).bare()).isEqualTo(Plain.LIST);
    assertThat(items(Plain.MAPPING, Plain.NONE, FUNCTION).bare()).isEqualTo(Plain.LIVE_MAPPING);
    assertThat(FUNCTION.bare()).isSameAs(FUNCTION);
    for (Value value :
        List.of(new Value.Whole(7), new Value.Big(BigInteger.TEN), text(3), bytes(3, 3))) {
      assertThat(value.isLive()).isFalse();
      assertThat(value.mayChange()).isFalse();
    }
    assertThat(FUNCTION.mayChange()).isFalse();
  }

  @Test
  void weighs() {
    assertThat(new Value.Whole(7).weight()).isEqualTo(1);
    assertThat(text(31).weight()).isEqualTo(1);
    assertThat(text(64).weight()).isEqualTo(3);
    assertThat(bytes(64, 100).weight()).isEqualTo(3);
    assertThat(tuple().weight()).isEqualTo(1);
    assertThat(tuple(text(64), Plain.NONE).weight()).isEqualTo(5);
    assertThat(items(Plain.LIST).weight()).isEqualTo(96);
    Value.Global type = global("numpy", "dtype");
    assertThat(new Value.Instance(type, null, false).weight()).isEqualTo(1);
    assertThat(new Value.Instance(type, tuple(text(64)), false).weight()).isEqualTo(5);
  }

  @Test
  void keepsSixtyFourElementsOfTuple() {
    Value[] values = new Value[65];
    Arrays.fill(values, Plain.NONE);
    Value.Tuple whole = Value.Tuple.of(values, 1, 65);
    assertThat(whole.isWhole()).isTrue();
    assertThat(whole.elements()).hasSize(64);
    Value.Tuple cut = Value.Tuple.of(values, 0, 65);
    assertThat(cut.isWhole()).isFalse();
    assertThat(cut.elements()).hasSize(64);
    assertThat(cut.size()).isEqualTo(65);
    values[64] = FUNCTION;
    assertThat(Value.Tuple.of(values, 0, 65).isLive()).isTrue();
    values[64] = Plain.LIST;
    assertThat(Value.Tuple.of(values, 0, 65).mayChange()).isTrue();
    assertThat(Value.Tuple.of(values, 0, 64).mayChange()).isFalse();
  }

  @Test
  void forgetsElementsOfTupleThatWeighTooMuch() {
    Value.Items list = items(Plain.LIST);
    Value[] values = {list, list, list, list, list, list, text(5000), new Value.Whole(5)};
    Value.Tuple tuple = tuple(values);
    assertThat(tuple.elements().subList(0, 5)).allMatch(value -> value == list);
    assertThat(tuple.elements().get(5)).isEqualTo(Plain.LIST);
    assertThat(tuple.elements().get(6)).isEqualTo(text(5000));
    assertThat(tuple.elements().get(7)).isEqualTo(new Value.Whole(5));
    Value.Text beginning = new Value.Text("x".repeat(960), false);
    assertThat(tuple(list, list, list, list, list, beginning).elements().get(5))
        .isEqualTo(beginning);
    assertThat(tuple(list, list, list, list, list, beginning, beginning).elements().get(6))
        .isEqualTo(Plain.TEXT);
    Value.Bytes held = bytes(5000, 5000);
    Value.Bytes start = bytes(64, 5000);
    Value.Tuple full = tuple(list, list, list, list, list, text(992), start, held, start);
    assertThat(full.elements().get(6)).isEqualTo(Plain.BYTES);
    assertThat(full.elements().get(7)).isSameAs(held);
    assertThat(full.elements().get(8)).isEqualTo(Plain.BYTES);
    Value.Tuple exact = tuple(list, list, list, list, list, text(960));
    assertThat(exact.weight()).isEqualTo(512);
    assertThat(exact.elements().get(5)).isEqualTo(text(960));
    Value.Text more = new Value.Text("x".repeat(992), false);
    assertThat(tuple(list, list, list, list, list, more).elements().get(5)).isEqualTo(Plain.TEXT);
  }

  @Test
  void knowsThatTupleHoldsItsElements() {
    Value.Items list = items(Plain.LIST);
    assertThat(list.isEscaped()).isFalse();
    assertThat(tuple(list).mayChange()).isTrue();
    assertThat(list.isEscaped()).isTrue();
    assertThat(tuple(Plain.NONE).mayChange()).isFalse();
  }

  @Test
  void keepsFirstElementsOfContainer() {
    Value.Items items = new Value.Items(Plain.LIST);
    for (int i = 0; i < 96; i++) {
      items.add(new Value.Whole(i));
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
    Value.Items inner = items(Plain.LIST);
    Value.Items items = items(Plain.LIST, inner, items(Plain.SET, FUNCTION));
    assertThat(items.kept()).containsExactly(Plain.LIST, Plain.LIVE_SET);
    assertThat(inner.isEscaped()).isTrue();
  }

  @Test
  void forgetsElementsOfContainerThatWeighTooMuch() {
    Value.Items items = items(Plain.LIST, text(93 * 32), text(32), text(0));
    assertThat(items.kept()).containsExactly(text(93 * 32), text(32), text(0));
    assertThat(items.isWhole()).isTrue();
    Value.Text most = new Value.Text("x".repeat(95 * 32), false);
    assertThat(items(Plain.LIST, most).kept()).containsExactly(most);
    most = new Value.Text("x".repeat(96 * 32), false);
    assertThat(items(Plain.LIST, most).kept()).containsExactly(Plain.TEXT);
    items = items(Plain.LIST, new Value.Text("x".repeat(94 * 32), false), text(32), text(0));
    assertThat(items.kept())
        .containsExactly(new Value.Text("x".repeat(94 * 32), false), Plain.TEXT);
    assertThat(items.isWhole()).isFalse();
  }

  @Test
  void keepsWhatIsHeldWhole() {
    Value.Text long1 = text(5000);
    Value.Bytes held = bytes(5000, 5000);
    Value.Items items = items(Plain.LIST, long1, held, long1);
    assertThat(items.kept()).containsExactly(long1, held, long1);
    Value.Text beginning = new Value.Text("x".repeat(5000), false);
    Value.Bytes start = bytes(5000, 5001);
    assertThat(items(Plain.LIST, beginning).kept()).containsExactly(Plain.TEXT);
    assertThat(items(Plain.LIST, start).kept()).containsExactly(Plain.BYTES);
    Value.Items many = new Value.Items(Plain.LIST);
    for (int i = 0; i < 96; i++) {
      many.add(text(257));
    }
    assertThat(many.isWhole()).isTrue();
    Value.Items shorter = new Value.Items(Plain.LIST);
    for (int i = 0; i < 96; i++) {
      shorter.add(text(256));
    }
    assertThat(shorter.isWhole()).isFalse();
    Value.Items manyBytes = new Value.Items(Plain.LIST);
    for (int i = 0; i < 96; i++) {
      manyBytes.add(bytes(256, 256));
    }
    assertThat(manyBytes.isWhole()).isFalse();
    Value.Items longerBytes = new Value.Items(Plain.LIST);
    for (int i = 0; i < 96; i++) {
      longerBytes.add(bytes(257, 257));
    }
    assertThat(longerBytes.isWhole()).isTrue();
  }

  @Test
  void findsTheLastValueOfAKey() {
    Value.Items items =
        items(
            Plain.MAPPING,
            new Value.Text("a", true),
            Plain.TRUE,
            new Value.Text("a", true),
            Plain.FALSE,
            new Value.Text("b", true),
            new Value.Text("c", true));
    assertThat(items.get("a")).isEqualTo(Plain.FALSE);
    assertThat(items.get("b")).isEqualTo(new Value.Text("c", true));
    assertThat(items.get("c")).isNull();
    assertThat(items.has("a")).isTrue();
    assertThat(items.has("c")).isFalse();
    items.add(new Value.Text("d", true));
    assertThat(items.get("a")).isEqualTo(Plain.FALSE);
    assertThat(items.get("d")).isNull();
    assertThat(new Value.Items(Plain.MAPPING).get("a")).isNull();
  }

  @Test
  void isNotKnownAfterElementWasReplaced() {
    Value.Items items = items(Plain.LIST, Plain.NONE);
    Value.Items inner = items(Plain.LIST);
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
    Value.Global type = global("collections", "OrderedDict");
    Value.Instance own = new Value.Instance(type, null, false);
    own.enliven();
    assertThat(own.isLive()).isTrue();
    assertThat(type.bareInstance.isLive()).isFalse();
    Value.Instance held = new Value.Instance(type, null, false);
    held.escape();
    held.enliven();
    assertThat(type.bareInstance.isLive()).isTrue();

    Value.Global other = global("collections", "deque");
    Value.Instance forgotten = new Value.Instance(other, null, true);
    assertThat(forgotten.bare()).isSameAs(other.bareInstance);
    assertThat(other.bareInstance.isLive()).isTrue();
    assertThat(forgotten.isEscaped()).isTrue();

    Value.Global third = global("collections", "Counter");
    assertThat(new Value.Instance(third, null, false).bare()).isSameAs(third.bareInstance);
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

  private static @Nullable String noted(String key, Value value) {
    Value.Items items = new Value.Items(Plain.MAPPING);
    items.noteKey(new Value.Text(key, true), value);
    return items.magicKey();
  }

  @Test
  void knowsThatContainerHoldsItsElements() {
    Value.Instance own = new Value.Instance(global("numpy", "dtype"), null, false);
    items(Plain.LIST, own);
    assertThat(own.isEscaped()).isTrue();
  }

  @Test
  void knowsWhetherInstanceMayChange() {
    assertThat(global("collections", "OrderedDict").bareInstance.mayChange()).isTrue();
    assertThat(global("numpy.core.multiarray", "_reconstruct").bareInstance.mayChange()).isTrue();
    assertThat(global("numpy", "dtype").bareInstance.mayChange()).isFalse();
    Value.Instance own = new Value.Instance(global("numpy", "dtype"), null, false);
    assertThat(own.isStated()).isFalse();
    assertThat(own.isEscaped()).isFalse();
    own.setStated();
    assertThat(own.isStated()).isTrue();
  }

  @Test
  void comparesWholeNames() {
    Value.Global global = global("a.b", "c");
    assertThat(global.is("a.b.c")).isTrue();
    assertThat(global.is("a.b.d")).isFalse();
    assertThat(global.is("a.b.cd")).isFalse();
    assertThat(global.fullName()).isEqualTo("a.b.c");
  }
}
