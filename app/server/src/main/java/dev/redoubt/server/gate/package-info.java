/// The gate over HTTP: how far a version is, and what reviewers and pipelines say of it.
@NullMarked
package dev.redoubt.server.gate;

import org.jspecify.annotations.NullMarked;
