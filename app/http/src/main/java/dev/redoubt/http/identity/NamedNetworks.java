package dev.redoubt.http.identity;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Named IP address ranges, used in the context of authorization requests.
public final class NamedNetworks {

  /// No named networks.
  public static final NamedNetworks NONE = new NamedNetworks(List.of());

  private final List<Range> ranges;

  NamedNetworks(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /// An IP address range with a name.
  ///
  /// @param prefix length of the network prefix in bits
  record Range(String name, InetAddress address, int prefix) {

    /// Parses `10.0.0.0/8`, `2001:db8::/32`, or a single address; empty if it is malformed. Bits
    /// after the prefix must be 0, to avoid a misread range.
    static Optional<Range> parse(String name, String text) {
      String[] parts = text.split("/", -1);
      try {
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        int bits = address.getAddress().length * 8;
        if (parts.length > 2 || (parts.length == 2 && !parts[1].matches("\\d{1,3}"))) {
          return Optional.empty();
        }
        int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
        Range range = new Range(name, address, prefix);
        return prefix <= bits && range.endsInZeros() ? Optional.of(range) : Optional.empty();
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    private boolean endsInZeros() {
      byte[] bytes = address.getAddress();
      for (int bit = prefix; bit < bytes.length * 8; bit++) {
        if (bit(bytes, bit) != 0) {
          return false;
        }
      }
      return true;
    }

    boolean has(InetAddress other) {
      byte[] ours = address.getAddress();
      byte[] theirs = other.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit++) {
        if (bit(ours, bit) != bit(theirs, bit)) {
          return false;
        }
      }
      return true;
    }

    private static int bit(byte[] bytes, int bit) {
      return (bytes[bit / 8] >> (7 - bit % 8)) & 1;
    }
  }

  /// Returns the name of the narrowest range that contains an address; empty if there is none.
  ///
  /// @param address an IP address literal
  String name(String address) {
    InetAddress parsed;
    try {
      parsed = InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException _) {
      return "";
    }
    Range narrowest = null;
    for (Range range : ranges) {
      if (range.has(parsed) && (narrowest == null || range.prefix() > narrowest.prefix())) {
        narrowest = range;
      }
    }
    return narrowest == null ? "" : narrowest.name();
  }
}
