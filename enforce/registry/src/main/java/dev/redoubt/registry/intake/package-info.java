/// What happens to the files of a version before it is ready: they are scanned by reading them back
/// through decryption, and signed.
@NullMarked
package dev.redoubt.registry.intake;

import org.jspecify.annotations.NullMarked;
