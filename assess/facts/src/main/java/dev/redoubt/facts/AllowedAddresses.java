package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The addresses that the rules of one resource let in. Rules that together let in most of the
/// Internet restrict nobody, however they are written.
final class AllowedAddresses {

  private static final long ALL = 1L << 32;

  /// Rules for at least so many addresses let everybody in: half of the Internet.
  private static final long EVERYBODY = ALL / 2;

  /// A range of IPv6 addresses with a prefix this short holds half of all global addresses.
  private static final int EVERYBODY_V6 = 4;

  private static final Set<String> ANY = Set.of("any", "*", "internet");

  /// The members of a rule that hold an address, by service.
  private static final List<String> ADDRESS =
      List.of("ipAddress", "value", "ipAddressOrRange", "ipMask", "ipAddressRange");

  private static final String SERVICE_TAG = "[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)*";

  private static final String SUBNET = "vnetSubnetResourceId";

  /// IPv4 addresses as numbers.
  private record Range(long first, long last) {}

  private final List<Range> certain = new ArrayList<>();
  private final List<Range> possible = new ArrayList<>();
  private boolean isUnknown;
  private boolean isAzureLetIn;

  /// Adds the rules of a list, or a text with addresses between commas.
  void addList(EffectiveProperty list) {
    List<@Nullable Value> branches = list.branches();
    boolean isCertain = branches.size() == 1;
    for (Value branch : branches) {
      switch (branch) {
        case null -> {}
        case ArrayValue array -> {
          isUnknown |= array.isOpen();
          array.forEach(each -> addRule(each, isCertain));
        }
        case StringValue(var text, _) -> addTexts(text, isCertain);
        default -> isUnknown = true;
      }
    }
  }

  private void addRule(Value rule, boolean isCertain) {
    if (!(rule instanceof ObjectValue object)) {
      addValue(rule, isCertain);
      return;
    }
    EffectiveProperty action = new EffectiveProperty("action", object.get("action"));
    if (action.is("Deny")) {
      return;
    }
    boolean isRule = isCertain && !action.mayBe("Deny");
    for (String each : ADDRESS) {
      Value address = object.get(each);
      if (address != null && !(address instanceof NullValue)) {
        addValue(address, isRule);
        return;
      }
    }
    isUnknown |= new EffectiveProperty(SUBNET, object.get(SUBNET)).isEmpty();
  }

  private void addValue(Value address, boolean isCertain) {
    List<@Nullable Value> branches = new EffectiveProperty("", address).branches();
    for (Value branch : branches) {
      if (branch instanceof StringValue(var text, _)) {
        addTexts(text, isCertain && branches.size() == 1);
      } else {
        isUnknown |= branch == null || !isSmallRange(branch);
      }
    }
  }

  /// Whether an unknown text ends as a range that is small whatever its address is: `X/32`.
  private static boolean isSmallRange(Value value) {
    return value instanceof Unknown(ResidualExpression.Text(var parts), _, _, _, _)
        && parts.getLast() instanceof StringValue(var text, _)
        && text.matches("(.*\\.)?\\d*/(8|9|[1-3]\\d)");
  }

  private void addTexts(String texts, boolean isCertain) {
    for (String each : texts.split(",", -1)) {
      if (!each.isBlank()) {
        addText(each.strip(), isCertain);
      }
    }
  }

  private void addText(String text, boolean isCertain) {
    if (ANY.contains(PropertyName.folded(text))) {
      add(new Range(0, ALL - 1), isCertain);
    } else if (text.indexOf(':') >= 0) {
      addV6(text, isCertain);
    } else if (text.matches(SERVICE_TAG)) {
      isAzureLetIn |= PropertyName.folded(text).startsWith("azurecloud");
    } else {
      Range range = range(text);
      isUnknown |= range == null;
      add(range, isCertain);
    }
  }

  private void addV6(String text, boolean isCertain) {
    int slash = text.indexOf('/');
    int prefix = slash < 0 ? 128 : number(text.substring(slash + 1), 128);
    isUnknown |= prefix < 0;
    if (prefix >= 0 && prefix <= EVERYBODY_V6) {
      add(new Range(0, ALL - 1), isCertain);
    }
  }

  /// Adds the addresses between two, both included.
  ///
  /// @param isCertain whether the rule certainly exists
  void addBetween(EffectiveProperty start, EffectiveProperty end, boolean isCertain) {
    List<@Nullable Value> starts = start.branches();
    List<@Nullable Value> ends = end.branches();
    for (Value first : starts) {
      for (Value last : ends) {
        long from = first instanceof StringValue(var text, _) ? address(text) : -1;
        long to = last instanceof StringValue(var text, _) ? address(text) : -1;
        if (from < 0 || to < from) {
          isUnknown = true;
        } else {
          add(new Range(from, to), isCertain && starts.size() * ends.size() == 1);
        }
      }
    }
  }

  private void add(@Nullable Range range, boolean isCertain) {
    if (range == null) {
      return;
    }
    isAzureLetIn |= range.first() == 0 && range.last() == 0;
    possible.add(range);
    if (isCertain) {
      certain.add(range);
    }
  }

  /// `1.2.3.4`, `1.2.3.0/24` or `1.2.3.4-1.2.3.9`; null for another text.
  private static @Nullable Range range(String text) {
    int dash = text.indexOf('-');
    int slash = text.indexOf('/');
    if (dash > 0) {
      long first = address(text.substring(0, dash).strip());
      long last = address(text.substring(dash + 1).strip());
      return first < 0 || last < first ? null : new Range(first, last);
    }
    long address = address(slash < 0 ? text : text.substring(0, slash));
    int prefix = slash < 0 ? 32 : number(text.substring(slash + 1), 32);
    if (address < 0 || prefix < 0) {
      return null;
    }
    long size = ALL >> prefix;
    long first = address / size * size;
    return new Range(first, first + size - 1);
  }

  private static long address(String text) {
    String[] parts = text.strip().split("\\.", -1);
    long address = 0;
    for (String each : parts) {
      int part = number(each, 255);
      if (part < 0) {
        return -1;
      }
      address = address * 256 + part;
    }
    return parts.length == 4 ? address : -1;
  }

  /// A number from 0 to a limit; -1 for another text.
  private static int number(String text, int limit) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int number = Integer.parseInt(text);
    return number <= limit ? number : -1;
  }

  private static boolean areEverybody(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(Range::first));
    long covered = 0;
    long next = 0;
    for (Range each : sorted) {
      long first = Math.max(next, each.first());
      covered += Math.max(0, each.last() + 1 - first);
      next = Math.max(next, each.last() + 1);
    }
    return covered >= EVERYBODY;
  }

  /// The exposure of an endpoint that lets in only these addresses: public if they are most of the
  /// Internet, unknown if they may be.
  Exposure exposure() {
    if (areEverybody(certain)) {
      return Exposure.PUBLIC;
    }
    return isUnknown || areEverybody(possible) ? Exposure.UNKNOWN : Exposure.RESTRICTED;
  }

  /// What a reader must know of the addresses, after a semicolon; empty if there is nothing.
  String words() {
    String everybody =
        switch (exposure()) {
          case PUBLIC -> "; rules let every address in, or most of them";
          case UNKNOWN -> isUnknown ? "; some addresses are unknown" : "; rules may let most in";
          case RESTRICTED, PRIVATE, NONE -> "";
        };
    return isAzureLetIn
        ? everybody + "; every address of Azure, also of other customers, is let in"
        : everybody;
  }
}
