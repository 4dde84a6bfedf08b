package dev.redoubt.findings;

import dev.redoubt.estate.Origin;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The decision to accept a violation or an unknown verdict.
///
/// @param owner who answers for it
/// @param reason why it is accepted, one line
/// @param ticket a reference to the decision; null if there is none
/// @param expires the last day on which it applies
/// @param origin where it is declared: `redoubt.yaml`, or a comment in a template
public record Exemption(
    String owner, String reason, @Nullable String ticket, LocalDate expires, Origin origin) {}
