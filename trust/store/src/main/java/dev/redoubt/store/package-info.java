/// Databases: one writer at a time, concurrent readers, each change durable before the caller gets
/// its result.
@NullMarked
package dev.redoubt.store;

import org.jspecify.annotations.NullMarked;
