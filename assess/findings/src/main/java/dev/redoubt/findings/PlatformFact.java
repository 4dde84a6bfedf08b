package dev.redoubt.findings;

import dev.redoubt.estate.Origin;
import java.time.LocalDate;

/// Something that the platform provides and no template shows, as `redoubt.yaml` declares it.
///
/// @param kind the setting below `platform`: `diagnostics`, `dns`, `roles`
/// @param text what it provides, one line
/// @param owner who answers for it
/// @param expires the last day on which it applies
/// @param origin where it is declared
public record PlatformFact(
    String kind, String text, String owner, LocalDate expires, Origin origin) {}
