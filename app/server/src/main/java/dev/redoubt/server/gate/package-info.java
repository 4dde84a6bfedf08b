/// The gate over HTTP: status, evidence and approvals of model versions.
@NullMarked
package dev.redoubt.server.gate;

import org.jspecify.annotations.NullMarked;
