/// Operation of a server: logging, telemetry, health checks, backup and restore.
@NullMarked
package dev.redoubt.server.operation;

import org.jspecify.annotations.NullMarked;
