package dev.redoubt.http.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where requests come from, as far as one sender can be told from another.
final class ClientAddresses {

  /// In bytes: who has one address of IPv6 has all that begin like it.
  private static final int PREFIX = 8;

  private ClientAddresses() {}

  /// The name of the source that an address belongs to.
  static String of(String address) {
    try {
      InetAddress read = InetAddress.ofLiteral(address);
      return read instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), PREFIX))
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
