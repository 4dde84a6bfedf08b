/// Intake of new model versions: their files are scanned through decryption and signed before the
/// version is ready.
@NullMarked
package dev.redoubt.registry.intake;

import org.jspecify.annotations.NullMarked;
