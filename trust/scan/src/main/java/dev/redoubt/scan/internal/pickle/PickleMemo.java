package dev.redoubt.scan.internal.pickle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The memo of the unpickler, by index. A pickle of 50 MB may store 25 million values, so each
/// takes a quarter of a byte to two bytes ([MemoPage]): its kind, the number of an import, or a
/// reference to details elsewhere.
final class PickleMemo {

  /// 33 million values, more than any model stores, in 8 to 64 MiB. Further values are forgotten.
  private static final int PAGES = 1 << 15;

  /// More than [PickleMachine#IMPORTS] with an instance each.
  private static final int DETAIL = 0xffff;

  /// Together about 20 MB.
  private static final int DETAIL_WEIGHT = 400_000;

  /// Strings that are names of known modules and classes are kept beyond that: a vocabulary of
  /// millions of words may precede the names that are needed again.
  private static final int NAMES = 100_000;

  /// NumPy types are kept beyond that, because they determine whether an array contains objects.
  private static final int TYPES = 65_536;

  /// Mutable values may take more memory later.
  private static final int ITEMS = 4096;

  private final Map<Long, MemoPage> pages = new HashMap<>();
  private long lastNumber = -1;
  private MemoPage lastPage = new MemoPage();

  private final List<PickleValue> coded = new ArrayList<>();
  private final IdentityHashMap<PickleValue, Integer> codes = new IdentityHashMap<>();
  private final EnumMap<PickleValue.Plain, Integer> kinds = new EnumMap<>(PickleValue.Plain.class);
  private final Map<String, Integer> magic = new HashMap<>();
  private final Map<Long, PickleValue> details = new HashMap<>();
  private final AllowedImports library;
  private int weight;
  private int names;
  private int items;
  private int types;

  /// The number of different indexes, from which `MEMOIZE` continues.
  private long size;

  /// Whether that may be too many: an index was stored again whose first use was forgotten.
  private boolean miscounted;

  /// Whether a value was stored at an unknown index.
  private boolean lost;

  PickleMemo(AllowedImports library) {
    this.library = library;
    coded.add(PickleValue.Plain.NONE);
    for (PickleValue.Plain plain : PickleValue.Plain.values()) {
      kinds.put(plain, coded.size());
      coded.add(plain);
    }
  }

  void append(PickleValue value) {
    lost |= miscounted;
    store(size, value);
  }

  void put(long index, PickleValue value) {
    if (!store(index, value)) {
      miscounted = true;
    }
  }

  /// @return whether there was space
  private boolean store(long index, PickleValue value) {
    MemoPage page = page(index >>> MemoPage.BITS);
    if (page == null) {
      size++;
      return false;
    }
    int slot = (int) index & (1 << MemoPage.BITS) - 1;
    int before = page.get(slot);
    if (before == 0) {
      size++;
    } else if (before == DETAIL) {
      details.remove(index);
    }
    int code = code(value);
    if (code == DETAIL && !keep(index, value)) {
      code = code(value.bare());
    }
    page.set(slot, code);
    return true;
  }

  /// The stored value, unknown if the memo was too large to keep it; null if there is none.
  @Nullable PickleValue get(long index) {
    if (lost) {
      return PickleValue.Plain.UNKNOWN;
    }
    MemoPage page = pages.get(index >>> MemoPage.BITS);
    int code = page == null ? 0 : page.get((int) index & (1 << MemoPage.BITS) - 1);
    if (code == 0) {
      return pages.size() < PAGES ? null : PickleValue.Plain.UNKNOWN;
    }
    return code == DETAIL ? details.get(index) : coded.get(code);
  }

  private @Nullable MemoPage page(long number) {
    if (number == lastNumber) {
      return lastPage;
    }
    MemoPage page = pages.get(number);
    if (page == null) {
      if (pages.size() == PAGES) {
        return null;
      }
      page = new MemoPage();
      pages.put(number, page);
    }
    lastNumber = number;
    lastPage = page;
    return page;
  }

  private int code(PickleValue value) {
    if (value instanceof PickleValue.Plain plain) {
      return Objects.requireNonNull(kinds.get(plain));
    }
    if (value instanceof PickleValue.Text text) {
      return text.isActedUpon() ? magic(text) : DETAIL;
    }
    if (!(value instanceof PickleValue.Global
        || (value instanceof PickleValue.Tuple tuple && tuple.isForgotten())
        || (value instanceof PickleValue.Instance instance
            && instance == instance.made().bareInstance))) {
      return DETAIL;
    }
    Integer known = codes.get(value);
    if (known != null) {
      return known;
    }
    coded.add(value);
    codes.put(value, coded.size() - 1);
    return coded.size() - 1;
  }

  private int magic(PickleValue.Text text) {
    return magic.computeIfAbsent(
        text.start(),
        _ -> {
          coded.add(text);
          return coded.size() - 1;
        });
  }

  private boolean keep(long index, PickleValue value) {
    boolean kept;
    if (value instanceof PickleValue.Items) {
      kept = ++items <= ITEMS;
    } else if (weight < DETAIL_WEIGHT) {
      weight += value.weight() + 2;
      kept = true;
    } else if (NumpyArrayState.isNamedType(value)) {
      kept = ++types <= TYPES;
    } else {
      kept =
          names < NAMES
              && value instanceof PickleValue.Text text
              && text.isWhole()
              && library.knows(text.start())
              && ++names <= NAMES;
    }
    if (kept) {
      details.put(index, value);
    }
    return kept;
  }
}
