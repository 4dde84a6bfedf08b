/// Legal holds, retention, and cryptographic erasure over HTTP.
@NullMarked
package dev.redoubt.server.keeping;

import org.jspecify.annotations.NullMarked;
