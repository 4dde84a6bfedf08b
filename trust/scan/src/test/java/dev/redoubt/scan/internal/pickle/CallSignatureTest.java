package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallSignatureTest {

  private static final AllowedImports LIBRARY = AllowedImports.everything();

  private static PickleValue.Global global(String module, String name) {
    return new PickleValue.Global(module, name, LIBRARY.entry(module, name));
  }

  private static PickleValue.Instance instance(String module, String name) {
    PickleValue.Global made = global(module, name);
    return new PickleValue.Instance(made, null, made.permission.makesLive());
  }

  private static PickleValue.Instance live(String module, String name) {
    return new PickleValue.Instance(global(module, name), null, true);
  }

  private static PickleValue.Instance index(int dimensions) {
    PickleValue.Instance index = instance("pandas.core.indexes.base", "_new_Index");
    index.setDimensions(dimensions);
    return index;
  }

  /// A pandas array around one with a number of dimensions; without any before its state is set.
  private static PickleValue.Instance backed(int dimensions) {
    PickleValue.Instance array = live("pandas.arrays", "StringArray");
    array.setDimensions(dimensions);
    if (dimensions > 0) {
      array.setState(tuple());
    }
    if (dimensions == 1) {
      array.complete();
    }
    return array;
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

  private static PickleValue.Bytes bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new PickleValue.Bytes(bytes, bytes.length);
  }

  private static PickleValue.Text text(String text) {
    return new PickleValue.Text(text, true);
  }

  private static final PickleValue.Global FUNCTION = global("numpy", "add");

  /// One value of each kind of argument, by name.
  private static Map<String, PickleValue> values() {
    Map<String, PickleValue> values = new HashMap<>();
    values.put("None", Plain.NONE);
    values.put("True", Plain.TRUE);
    values.put("False", Plain.FALSE);
    values.put("whole", Plain.WHOLE);
    values.put("fraction", Plain.FRACTION);
    values.put("0", new PickleValue.Whole(0));
    values.put("-1", new PickleValue.Whole(-1));
    values.put("65536", new PickleValue.Whole(65536));
    values.put("65537", new PickleValue.Whole(65537));
    values.put("big", new PickleValue.Big(BigInteger.TWO.pow(70)));
    values.put("text", Plain.TEXT);
    values.put("'f8'", text("f8"));
    values.put("'<i4'", text("<i4"));
    values.put("'?'", text("?"));
    values.put("'M8[ns]'", text("M8[ns]"));
    values.put("'f8,f8'", text("f8,f8"));
    values.put("'f12345678901'", text("f12345678901"));
    values.put("'f8...", new PickleValue.Text("f8", false));
    values.put("'12'", text("12"));
    values.put("'-1/3'", text("-1/3"));
    values.put("'1e9'", text("1e9"));
    values.put("'12...", new PickleValue.Text("12", false));
    values.put("4096 digits", text("1".repeat(4096)));
    values.put("4097 digits", text("1".repeat(4097)));
    values.put("bytes", Plain.BYTES);
    values.put("b'a'", bytes("a"));
    values.put("buffer", instance("builtins", "bytes"));
    values.put("()", tuple());
    values.put("(2, 3)", tuple(new PickleValue.Whole(2), new PickleValue.Whole(3)));
    values.put("(-1,)", tuple(new PickleValue.Whole(-1)));
    values.put("(True,)", tuple(Plain.TRUE));
    values.put("(0,)", tuple(new PickleValue.Whole(0)));
    values.put("(65536,)", tuple(new PickleValue.Whole(65536)));
    values.put("(65537,)", tuple(new PickleValue.Whole(65537)));
    values.put("(256, 257)", tuple(new PickleValue.Whole(256), new PickleValue.Whole(257)));
    values.put("(2**62, 4)", tuple(new PickleValue.Whole(1L << 62), new PickleValue.Whole(4)));
    PickleValue[] many = new PickleValue[65];
    java.util.Arrays.fill(many, new PickleValue.Whole(1));
    values.put("many", tuple(many));
    values.put("(add,)", tuple(FUNCTION));
    values.put("tuple", Plain.TUPLE);
    values.put("live tuple", Plain.LIVE_TUPLE);
    values.put("[]", items(Plain.LIST));
    values.put("[add]", items(Plain.LIST, FUNCTION));
    values.put("list", Plain.LIST);
    values.put("live list", Plain.LIVE_LIST);
    values.put("[(1, add)]", items(Plain.LIST, tuple(new PickleValue.Whole(1), FUNCTION)));
    values.put("[(add, 1)]", items(Plain.LIST, tuple(FUNCTION, new PickleValue.Whole(1))));
    values.put("[(1, add, 1)]", items(Plain.LIST, tuple(Plain.NONE, FUNCTION, Plain.NONE)));
    values.put("[[1, add]]", items(Plain.LIST, items(Plain.LIST, Plain.NONE, FUNCTION)));
    PickleValue.Items long1 = items(Plain.LIST);
    for (int i = 0; i < 200; i++) {
      long1.add(tuple(Plain.NONE, FUNCTION));
    }
    values.put("[(None, add), ...]", long1);
    values.put("{}", items(Plain.MAPPING));
    values.put("{1: add}", items(Plain.MAPPING, new PickleValue.Whole(1), FUNCTION));
    values.put("mapping", Plain.MAPPING);
    values.put("array", Plain.ARRAY);
    values.put("ndarray()", instance("numpy.core.multiarray", "_reconstruct"));
    values.put("dtype()", instance("numpy", "dtype"));
    values.put("tensor()", instance("torch._utils", "_rebuild_tensor"));
    values.put("storage()", instance("torch", "FloatStorage"));
    values.put("loaded()", instance("torch.storage", "_load_from_bytes"));
    values.put("linear()", instance("torch.nn.modules.linear", "Linear"));
    values.put("other storage()", instance("sklearn", "FloatStorage"));
    values.put("timedelta()", instance("datetime", "timedelta"));
    values.put("own()", instance("mine", "Own"));
    values.put("float64", global("numpy", "float64"));
    values.put("numpy.core float64", global("numpy.core.numeric", "float64"));
    values.put("dtype", global("numpy", "dtype"));
    values.put("list type", global("builtins", "list"));
    values.put("getattr", global("builtins", "getattr"));
    values.put("add", FUNCTION);
    values.put("numpy.own", global("numpy", "own"));
    values.put("unknown", Plain.UNKNOWN);
    values.put("wide array", Plain.WIDE_ARRAY);
    values.put("scalar array", Plain.SCALAR_ARRAY);
    values.put("zone", instance("pytz", "_UTC"));
    values.put("index()", index(1));
    values.put("multi-index()", index(0));
    values.put("StringArray()", backed(1));
    values.put("StringArray", backed(0));
    values.put("table", backed(2));
    values.put("BooleanArray()", instance("pandas.arrays", "BooleanArray"));
    values.put("vectors", Plain.VECTORS);
    values.put("indexes", Plain.INDEXES);
    values.put("[array]", items(Plain.LIST, Plain.ARRAY));
    values.put("[index()]", items(Plain.LIST, index(0)));
    PickleValue.Instance categories = live("pandas", "Categorical");
    categories.setDimensions(1);
    categories.complete();
    values.put("Categorical()", categories);
    values.put("DataFrame()", live("pandas", "DataFrame"));
    return values;
  }

  private static List<String> taken(String kind) {
    CallSignature signature = CallSignature.parse("(" + kind + ")", "");
    List<String> taken = new ArrayList<>();
    values()
        .forEach(
            (name, value) -> {
              if (signature.takes(List.of(value), each -> !each.isLive())) {
                taken.add(name);
              }
            });
    return taken;
  }

  @Test
  void takes() {
    assertThat(
            List.of(
                "never =>",
                "none => None",
                "bool => True; False",
                "int => True; False; whole; 0; -1; 65536; 65537; big",
                "number => whole; fraction; 0; -1; 65536; 65537; big",
                "small => 0; 65536",
                "text => text; 'f8'; '<i4'; '?'; 'M8[ns]'; 'f8,f8'; 'f12345678901'; 'f8...; '12';"
                    + " '-1/3'; '1e9'; '12...; 4096 digits; 4097 digits",
                "code => 'f8'; '<i4'; '?'; 'M8[ns]'",
                "digits => '12'; '-1/3'; 4096 digits",
                "bytes => bytes; b'a'",
                "buffer => bytes; b'a'; buffer",
                "shape => 0; 65536; 65537; (); (2, 3); (0,); (65536,); (65537,); (256, 257)",
                "empty => 0; (0,)",
                "list => []; list; vectors; indexes; [array]; [index()]",
                "tuple => (); (2, 3); (-1,); (True,); (0,); (65536,); (65537,); (256, 257); (2**62,"
                    + " 4); many; tuple",
                "dict => {}; mapping",
                "array => array; wide array; ndarray()",
                "constant => None; True; False; whole; fraction; 0; -1; 65536; 65537; big; text;"
                    + " 'f8'; '<i4'; '?'; 'M8[ns]'; 'f8,f8'; 'f12345678901'; 'f8...; '12'; '-1/3';"
                    + " '1e9'; '12...; 4096 digits; 4097 digits; bytes; b'a'; (); (2, 3); (-1,);"
                    + " (True,); (0,); (65536,); (65537,); (256, 257); (2**62, 4)",
                "vector => array; wide array",
                "axes => []; [index()]",
                "vectors => vectors; [array]",
                "indexes => indexes; [index()]",
                "axis => index(); multi-index()",
                "few => 0",
                "values => array; wide array; StringArray()",
                "column => array; wide array; StringArray(); BooleanArray(); Categorical()",
                "block => array; wide array; StringArray(); BooleanArray(); Categorical(); table",
                "index => index()",
                "zone => zone; timedelta()",
                "columns => {}",
                "dtype => dtype()",
                "tensor => tensor()",
                "storage => storage(); loaded()",
                "factory => None; float64; dtype; list type; add; ndarray(); dtype(); tensor();"
                    + " storage(); loaded(); linear(); timedelta(); buffer; zone; index();"
                    + " multi-index(); StringArray(); StringArray; table; BooleanArray();"
                    + " Categorical(); DataFrame()",
                "pairs => []; list; [(1, add)]; [[1, add]]; vectors; indexes; [array]; [index()]",
                "type:numpy. => float64; dtype",
                "of:datetime. => timedelta()",
                "none|bool => None; True; False"))
        .allSatisfy(
            line -> {
              String[] parts = line.split(" => ?", -1);
              List<String> expected =
                  parts[1].isEmpty() ? List.of() : List.of(parts[1].split("; "));
              assertThat(taken(parts[0])).containsExactlyInAnyOrderElementsOf(expected);
            });
  }

  @Test
  void takesAsInertWhatCannotBeCalled() {
    assertThat(taken("inert"))
        .contains("None", "[]", "{}", "(2, 3)", "float64", "dtype()", "tensor()")
        .doesNotContain("add", "[add]", "(add,)", "{1: add}", "unknown", "linear()", "own()");
  }

  /// A value may have become live meanwhile.
  @ParameterizedTest
  @CsvSource({
    "list, []",
    "tuple, (2; 3)",
    "dict, {}",
    "array, ndarray()",
    "inert, 0",
    "tensor, tensor()",
    "storage, storage()",
    "of:datetime., timedelta()",
    "pairs, list",
    "column, array",
    "vector, array",
    "axes, []",
    "column, BooleanArray()",
    "block, table",
    "index, index()",
    "zone, zone",
    "columns, {}",
  })
  void asksWhetherItIsInert(String kind, String name) {
    PickleValue value = Objects.requireNonNull(values().get(name.replace(';', ',')));
    CallSignature signature = CallSignature.parse("(" + kind + ")", "");
    assertThat(signature.takes(List.of(value), _ -> true)).isTrue();
    assertThat(signature.takes(List.of(value), _ -> false)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "(), 0, true",
    "(), 1, false",
    "(none), 0, false",
    "(none), 1, true",
    "(none), 2, false",
    "'(none, none?)', 0, false",
    "'(none, none?)', 1, true",
    "'(none, none?)', 2, true",
    "'(none, none?)', 3, false",
    "'(none?, none)', 0, true",
    "'(none?, none)', 1, true",
    "'(none, none*)', 0, false",
    "'(none, none*)', 1, true",
    "'(none, none*)', 5, true",
    "(none*), 0, true",
    "(bool*), 1, false",
    "'(none, bool*)', 2, false",
    "( ), 0, true",
  })
  void countsArguments(String text, int count, boolean taken) {
    List<PickleValue> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(Plain.NONE);
    }
    assertThat(CallSignature.parse(text, "").takes(arguments, _ -> true)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "none, ''",
    "(none, ''",
    "none), ''",
    "(none), thing",
    "(nothing), ''",
    "'(none,)', ''",
    "(none|nothing), ''",
    "(none?*), ''",
  })
  void rejectsInvalidSignature(String text, String product) {
    assertThatThrownBy(() -> CallSignature.parse(text, product))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void namesItsProduct() {
    assertThat(CallSignature.parse("()", "array").makesArrays()).isTrue();
    assertThat(CallSignature.parse("()", "object").makesArrays()).isFalse();
    assertThat(CallSignature.parse("()", "object").makesObjects()).isTrue();
    assertThat(CallSignature.parse("()", "array").makesObjects()).isFalse();
    assertThat(CallSignature.parse("()", "native").makesObjects()).isTrue();
    assertThat(CallSignature.parse("()", "native").makesNative()).isTrue();
    assertThat(CallSignature.parse("()", "native").makesBacked()).isFalse();
    assertThat(CallSignature.parse("()", "backed").makesNative()).isTrue();
    assertThat(CallSignature.parse("()", "backed").makesBacked()).isTrue();
    assertThat(CallSignature.parse("()", "object").makesNative()).isFalse();
    assertThat(CallSignature.NEVER.making("native").makesNative()).isTrue();
    assertThat(CallSignature.NEVER.making("")).isSameAs(CallSignature.NEVER);
    assertThatThrownBy(() -> CallSignature.NEVER.making("house"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("house");
    assertThat(CallSignature.INERT.makesObjects()).isTrue();
    assertThat(CallSignature.NEVER.takes(List.of(Plain.NONE), _ -> true)).isFalse();
    assertThat(CallSignature.NEVER.takes(List.of(), _ -> true)).isFalse();
  }

  @Test
  void countsElementsOfShapes() {
    assertThat(CallSignature.elements(new PickleValue.Whole(5), 5)).isEqualTo(5);
    assertThat(CallSignature.elements(new PickleValue.Whole(6), 5)).isEqualTo(-1);
    assertThat(CallSignature.elements(new PickleValue.Whole(0), 5)).isZero();
    assertThat(CallSignature.elements(new PickleValue.Whole(-1), 5)).isEqualTo(-1);
    assertThat(CallSignature.elements(tuple(new PickleValue.Whole(2), new PickleValue.Whole(3)), 6))
        .isEqualTo(6);
    assertThat(CallSignature.elements(tuple(new PickleValue.Whole(2), new PickleValue.Whole(3)), 5))
        .isEqualTo(-1);
    assertThat(CallSignature.elements(tuple(new PickleValue.Whole(9), new PickleValue.Whole(0)), 5))
        .isEqualTo(-1);
    assertThat(CallSignature.elements(tuple(new PickleValue.Whole(0)), 5)).isZero();
    PickleValue negative = new PickleValue.Whole(-1);
    assertThat(CallSignature.elements(tuple(negative, negative), 5)).isEqualTo(-1);
    assertThat(CallSignature.elements(tuple(), 5)).isEqualTo(1);
    assertThat(CallSignature.elements(items(Plain.LIST), 5)).isEqualTo(-1);
  }

  private static boolean takesColumns(PickleValue... columns) {
    PickleValue.Items items = items(Plain.MAPPING, columns);
    return CallSignature.parse("(columns)", "").takes(List.of(items), each -> !each.isLive());
  }

  @ParameterizedTest
  @CsvSource({
    "data, array, true",
    "data, StringArray(), true",
    "data, StringArray, false",
    "data, table, false",
    "data, index(), false",
    "data, list, false",
    "left, index(), true",
    "left, array, true",
    "right, multi-index(), false",
    "levels, list, false",
    "levels, indexes, true",
    "levels, [index()], true",
    "levels, vectors, false",
    "levels, live list, false",
    "levels, array, false",
    "codes, (2; 3), false",
    "codes, index(), false",
    "codes, vectors, true",
    "codes, [array], true",
    "codes, indexes, false",
    "codes, [], false",
    "labels, vectors, true",
    "left, StringArray(), true",
    "left, BooleanArray(), false",
    "left, Categorical(), false",
    "names, None, true",
    "names, list, true",
    "names, array, false",
    "name, text, true",
    "name, list, false",
    "name, timedelta(), true",
    "sortorder, 0, true",
    "sortorder, text, false",
    "verify_integrity, True, true",
    "verify_integrity, 0, false",
    "start, 65537, true",
    "stop, text, false",
    "step, None, true",
    "freq, text, true",
    "freq, zone, false",
    "tz, zone, true",
    "tz, None, true",
    "tz, text, false",
    "closed, text, true",
    "closed, list, false",
    "dtype, dtype(), false",
    "copy, True, false",
  })
  void takesColumnsThatPandasWrites(String name, String value, boolean taken) {
    PickleValue column = Objects.requireNonNull(values().get(value.replace(';', ',')), value);

    assertThat(takesColumns(text(name), column)).isEqualTo(taken);
    assertThat(takesColumns(text("closed"), Plain.NONE, text(name), column)).isEqualTo(taken);
  }

  @Test
  void rejectsUnknownColumns() {
    assertThat(takesColumns(Plain.NONE, Plain.NONE)).isFalse();
    PickleValue[] many = new PickleValue[400];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = text("closed");
      many[i + 1] = Plain.NONE;
    }
    assertThat(takesColumns(many)).isFalse();
  }

  @Test
  void recognizesPlainIndexes() {
    PickleValue.Instance categories = live("pandas", "Categorical");
    PickleValue.Global made = global("pandas._libs.arrays", "__pyx_unpickle_NDArrayBacked");
    PickleValue.Instance others =
        new PickleValue.Instance(made, tuple(global("pandas", "Categorical"), Plain.NONE), true);
    PickleValue.Instance texts =
        new PickleValue.Instance(
            made, tuple(global("pandas.arrays", "StringArray"), Plain.NONE), true);

    assertThat(PandasColumns.isPlainIndex(items(Plain.MAPPING, text("data"), Plain.ARRAY)))
        .isTrue();
    assertThat(PandasColumns.isPlainIndex(items(Plain.MAPPING, text("data"), texts))).isTrue();
    assertThat(PandasColumns.isPlainIndex(items(Plain.MAPPING, text("left"), Plain.ARRAY)))
        .isTrue();
    assertThat(PandasColumns.isPlainIndex(items(Plain.MAPPING, text("start"), Plain.NONE)))
        .isFalse();
    assertThat(PandasColumns.isPlainIndex(items(Plain.MAPPING, text("data"), categories)))
        .isFalse();
    assertThat(PandasColumns.isPlainIndex(items(Plain.MAPPING, text("data"), others))).isFalse();
    assertThat(PandasColumns.isPlainIndex(items(Plain.MAPPING, text("levels"), Plain.LIST)))
        .isFalse();
    assertThat(PandasColumns.isPlainIndex(Plain.MAPPING)).isFalse();
  }

  @Test
  void takesStatesByTheirAttributes() {
    CallSignature signature = CallSignature.NEVER.holding("{nodes: array, name: none|text?}");
    PickleValue.Items good = items(Plain.MAPPING, text("nodes"), Plain.ARRAY, text("x"), FUNCTION);
    PickleValue.Items bad =
        items(Plain.MAPPING, text("nodes"), Plain.ARRAY, text("nodes"), Plain.NONE);
    PickleValue.Items large = items(Plain.MAPPING);
    for (int i = 0; i < 200; i++) {
      large.add(text("x" + i));
      large.add(Plain.NONE);
    }

    assertThat(signature.takesState(good, _ -> true)).isTrue();
    assertThat(signature.takesState(good, _ -> false)).isFalse();
    assertThat(signature.takesState(tuple(good, Plain.NONE), _ -> true)).isTrue();
    assertThat(signature.takesState(items(Plain.MAPPING), _ -> true)).isFalse();
    assertThat(signature.takesState(Plain.NONE, _ -> true)).isTrue();
    assertThat(signature.takesState(tuple(Plain.NONE, good), _ -> true)).isFalse();
    assertThat(signature.takesState(bad, _ -> true)).isFalse();
    assertThat(signature.takesState(tuple(bad), _ -> true)).isFalse();
    assertThat(signature.takesState(large, _ -> true)).isFalse();
    assertThat(signature.takesState(Plain.MAPPING, _ -> true)).isFalse();
    assertThat(CallSignature.NEVER.takesState(Plain.MAPPING, _ -> true)).isTrue();
    assertThatThrownBy(() -> CallSignature.NEVER.holding("{nodes}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nodes");
    assertThatThrownBy(() -> CallSignature.NEVER.holding("{nodes: house}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("house");
  }
}
