/// The reasons why a signature, a model or a document is refused.
@NullMarked
package dev.redoubt.signing.refusal;

import org.jspecify.annotations.NullMarked;
