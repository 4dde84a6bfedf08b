/// Legal holds, retention, and cryptographic erasure over HTTP.
@NullMarked
package dev.redoubt.server.retention;

import org.jspecify.annotations.NullMarked;
