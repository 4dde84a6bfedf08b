package dev.redoubt.http.identity;

import dev.redoubt.configuration.ConfigurationSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The trusted issuers, transmitters and networks: the configuration sections `issuers`,
/// `transmitters` and `networks`.
public final class TrustConfiguration {

  /// Trusts only the local issuer.
  public static final TrustConfiguration NONE =
      new TrustConfiguration(List.of(), List.of(), NamedNetworks.NONE);

  private final List<IssuerConfiguration> issuers;
  private final List<SecurityEventTransmitter> transmitters;
  private final NamedNetworks networks;

  private TrustConfiguration(
      List<IssuerConfiguration> issuers,
      List<SecurityEventTransmitter> transmitters,
      NamedNetworks networks) {
    this.issuers = List.copyOf(issuers);
    this.transmitters = List.copyOf(transmitters);
    this.networks = networks;
  }

  /// Reads the sections.
  ///
  /// @param top the top-level section, which collects errors
  /// @param folder base folder of relative file names
  public static TrustConfiguration read(ConfigurationSection top, Path folder) {
    List<IssuerConfiguration> issuers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigurationSection each : top.sections("issuers")) {
      IssuerConfiguration issuer = new IssuerConfigurationReader(each, folder).issuer();
      if (!issuer.issuer().isEmpty() && !names.add(issuer.issuer())) {
        each.addError(
            "duplicate issuer `"
                + issuer.issuer()
                + "`; put all mappings of an issuer into one entry");
      }
      issuers.add(issuer);
    }
    List<SecurityEventTransmitter> transmitters = new ArrayList<>();
    for (ConfigurationSection each : top.sections("transmitters")) {
      SecurityEventTransmitter transmitter =
          new IssuerConfigurationReader(each, folder).transmitter();
      checkAbout(transmitter, names, each);
      transmitters.add(transmitter);
    }
    return new TrustConfiguration(issuers, transmitters, networks(top));
  }

  private static void checkAbout(
      SecurityEventTransmitter transmitter, Set<String> issuers, ConfigurationSection section) {
    for (String about : transmitter.about()) {
      if (!issuers.contains(about)) {
        section.addError(
            "about",
            "`%s` is not one of the `issuers`; a transmitter reports events about their principals"
                .formatted(about));
      }
    }
  }

  private static NamedNetworks networks(ConfigurationSection top) {
    List<NamedNetworks.Range> ranges = new ArrayList<>();
    Optional<ConfigurationSection> section = top.section("networks");
    if (section.isPresent()) {
      for (String name : section.get().names()) {
        for (String text : section.get().texts(name)) {
          NamedNetworks.Range.parse(name, text)
              .ifPresentOrElse(
                  ranges::add,
                  () ->
                      section
                          .get()
                          .addError(
                              name,
                              "`%s` is not a CIDR range such as `10.0.0.0/8`; the bits"
                                      .formatted(text)
                                  + " after the prefix must be zero"));
        }
      }
    }
    return new NamedNetworks(ranges);
  }

  /// Whether an issuer other than the local one is trusted.
  public boolean hasIssuers() {
    return !issuers.isEmpty();
  }

  List<IssuerConfiguration> issuers() {
    return issuers;
  }

  List<SecurityEventTransmitter> transmitters() {
    return transmitters;
  }

  NamedNetworks networks() {
    return networks;
  }
}
