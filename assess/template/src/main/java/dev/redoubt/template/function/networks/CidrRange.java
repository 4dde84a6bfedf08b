package dev.redoubt.template.function.networks;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An IPv4 or IPv6 address range in CIDR notation.
///
/// @param network the first address
/// @param prefix the number of fixed bits
/// @param bits the address length: 32 or 128
record CidrRange(BigInteger network, int prefix, int bits) {

  /// Parses a range; bits beyond the prefix are cleared. Returns null if the text is not a range.
  static @Nullable CidrRange parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return null;
    }
    String address = text.substring(0, slash);
    boolean six = address.indexOf(':') >= 0;
    int bits = six ? 128 : 32;
    int prefix = decimal(text.substring(slash + 1), bits);
    BigInteger number = six ? parse6(address) : parse4(address);
    if (prefix < 0 || number == null) {
      return null;
    }
    BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
    return new CidrRange(number.subtract(number.mod(size)), prefix, bits);
  }

  private static int decimal(String digits, int most) {
    if (digits.isEmpty()
        || digits.length() > 3
        || (digits.length() > 1 && digits.startsWith("0"))) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number > most ? -1 : number;
  }

  private static @Nullable BigInteger parse4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    long number = 0;
    for (String part : parts) {
      int octet = decimal(part, 255);
      if (octet < 0) {
        return null;
      }
      number = (number << 8) | octet;
    }
    return BigInteger.valueOf(number);
  }

  private static @Nullable BigInteger parse6(String text) {
    int gap = text.indexOf("::");
    List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap));
    List<Integer> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    int missing = 8 - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    List<Integer> all = new ArrayList<>(head);
    for (int i = 0; i < missing; i++) {
      all.add(0);
    }
    all.addAll(tail);
    BigInteger number = BigInteger.ZERO;
    for (int group : all) {
      number = number.shiftLeft(16).or(BigInteger.valueOf(group));
    }
    return number;
  }

  /// Returns the groups of a part of an IPv6 address; the last may be an IPv4 address.
  private static @Nullable List<Integer> groups(String text) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return groups;
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        BigInteger four = parse4(parts[i]);
        if (four == null) {
          return null;
        }
        groups.add(four.shiftRight(16).intValue());
        groups.add(four.intValue() & 0xffff);
      } else if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
        groups.add(Integer.parseInt(parts[i], 16));
      } else {
        return null;
      }
    }
    return groups;
  }

  boolean isFour() {
    return bits == 32;
  }

  BigInteger size() {
    return BigInteger.ONE.shiftLeft(bits - prefix);
  }

  BigInteger last() {
    return network.add(size()).subtract(BigInteger.ONE);
  }

  /// Whether the first and the last address of an IPv4 range are reserved.
  private boolean hasReserved() {
    return isFour() && prefix < 31;
  }

  BigInteger firstUsable() {
    return hasReserved() ? network.add(BigInteger.ONE) : network;
  }

  BigInteger lastUsable() {
    return hasReserved() ? last().subtract(BigInteger.ONE) : last();
  }

  BigInteger mask() {
    return BigInteger.ONE.shiftLeft(bits).subtract(size());
  }

  /// Returns the address of a host; index 0 is the address after the network address. Null if it is
  /// outside the range.
  @Nullable BigInteger host(long index) {
    BigInteger address = network.add(BigInteger.ONE).add(BigInteger.valueOf(index));
    return index < 0 || address.compareTo(lastUsable()) > 0 ? null : address;
  }

  /// Returns the text of an address of this range's IP version.
  String print(BigInteger address) {
    return isFour() ? print4(address.longValue()) : print6(address);
  }

  private static String print4(long number) {
    return (number >> 24 & 255)
        + "."
        + (number >> 16 & 255)
        + "."
        + (number >> 8 & 255)
        + "."
        + (number & 255);
  }

  /// The canonical form of RFC 5952: lower case, the longest run of zeros as `::`.
  private static String print6(BigInteger address) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = address.shiftRight(16 * (7 - i)).intValue() & 0xffff;
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        out.append("::");
        i += length - 1;
        continue;
      }
      boolean separated = i == 0 || (start >= 0 && i == start + length);
      out.append(separated ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }
}
