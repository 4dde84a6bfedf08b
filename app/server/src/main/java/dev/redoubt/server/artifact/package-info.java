/// Artifacts of runs, logged models and versions over HTTP: the artifact proxy of MLflow.
@NullMarked
package dev.redoubt.server.artifact;

import org.jspecify.annotations.NullMarked;
