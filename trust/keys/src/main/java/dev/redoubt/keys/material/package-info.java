/// What keys are made of, and what goes wrong with them: secret bytes, kinds of keys and of
/// signatures.
@NullMarked
package dev.redoubt.keys.material;

import org.jspecify.annotations.NullMarked;
