/// What is said about a model, signed: how it was made, how it tested, what a scan found, what a
/// gate decided.
@NullMarked
package dev.redoubt.signing.attestation;

import org.jspecify.annotations.NullMarked;
