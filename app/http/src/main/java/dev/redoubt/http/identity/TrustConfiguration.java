package dev.redoubt.http.identity;

import dev.redoubt.configuration.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whom the configuration trusts: the sections `issuers`, `transmitters` and `networks`.
public final class TrustConfiguration {

  /// Nobody but the local issuer.
  public static final TrustConfiguration NONE =
      new TrustConfiguration(List.of(), List.of(), Networks.NONE);

  private final List<TrustedIssuer> issuers;
  private final List<Transmitter> transmitters;
  private final Networks networks;

  private TrustConfiguration(
      List<TrustedIssuer> issuers, List<Transmitter> transmitters, Networks networks) {
    this.issuers = List.copyOf(issuers);
    this.transmitters = List.copyOf(transmitters);
    this.networks = networks;
  }

  /// Reads the sections.
  ///
  /// @param top of the file, which keeps what is wrong
  /// @param folder that names of files are relative to
  public static TrustConfiguration read(Section top, Path folder) {
    List<TrustedIssuer> issuers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section each : top.sections("issuers")) {
      TrustedIssuer issuer = new IssuerReader(each, folder).issuer();
      if (!issuer.issuer().isEmpty() && !names.add(issuer.issuer())) {
        each.mistake(
            "`" + issuer.issuer() + "` is there twice; put all mappings of an issuer into one");
      }
      issuers.add(issuer);
    }
    List<Transmitter> transmitters = new ArrayList<>();
    for (Section each : top.sections("transmitters")) {
      Transmitter transmitter = new IssuerReader(each, folder).transmitter();
      checkAbout(transmitter, names, each);
      transmitters.add(transmitter);
    }
    return new TrustConfiguration(issuers, transmitters, networks(top));
  }

  private static void checkAbout(Transmitter transmitter, Set<String> issuers, Section section) {
    for (String about : transmitter.about()) {
      if (!issuers.contains(about)) {
        section.mistake(
            "about",
            "`%s` is not among the `issuers`; a transmitter tells of principals of those"
                .formatted(about));
      }
    }
  }

  private static Networks networks(Section top) {
    List<Networks.Range> ranges = new ArrayList<>();
    Optional<Section> section = top.section("networks");
    if (section.isPresent()) {
      for (String name : section.get().names()) {
        for (String text : section.get().texts(name)) {
          Networks.Range.parse(name, text)
              .ifPresentOrElse(
                  ranges::add,
                  () ->
                      section
                          .get()
                          .mistake(
                              name,
                              "`%s` is no range of addresses such as `10.0.0.0/8`, with zeros"
                                      .formatted(text)
                                  + " behind the prefix"));
        }
      }
    }
    return new Networks(ranges);
  }

  /// Whether anybody but the local issuer is trusted.
  public boolean hasIssuers() {
    return !issuers.isEmpty();
  }

  List<TrustedIssuer> issuers() {
    return issuers;
  }

  List<Transmitter> transmitters() {
    return transmitters;
  }

  Networks networks() {
    return networks;
  }
}
