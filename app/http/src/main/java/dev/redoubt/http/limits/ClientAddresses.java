package dev.redoubt.http.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Groups client addresses for rate limiting.
final class ClientAddresses {

  /// In bytes: an IPv6 client usually controls all addresses with the same 64-bit prefix.
  private static final int PREFIX = 8;

  private ClientAddresses() {}

  /// Returns the rate limit key of an address.
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
