/// The GGUF format of llama.cpp.
@NullMarked
package dev.redoubt.scan.internal.gguf;

import org.jspecify.annotations.NullMarked;
