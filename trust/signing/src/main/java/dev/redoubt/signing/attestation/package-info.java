/// Signed statements about a model: provenance, test results, vulnerability reports, verification
/// summaries.
@NullMarked
package dev.redoubt.signing.attestation;

import org.jspecify.annotations.NullMarked;
