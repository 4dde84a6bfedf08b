/// Storage of a ledger in a folder, and reading from there or over HTTP.
@NullMarked
package dev.redoubt.ledger.internal;

import org.jspecify.annotations.NullMarked;
