package dev.redoubt.findings.detail;

import dev.redoubt.estate.Origin;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a person states about a provision, because templates cannot show it.
///
/// @param framework the id of the framework
/// @param provision as the framework writes it
/// @param text what is stated, one sentence
/// @param owner who answers for it
/// @param expires the last day on which it applies
/// @param signer the identity that signed it; null for an unsigned statement, which is a claim and
///   no evidence
/// @param origin where it is written
public record ProvisionStatement(
    String framework,
    String provision,
    String text,
    String owner,
    LocalDate expires,
    @Nullable String signer,
    Origin origin) {}
