/// The MLflow REST API.
@NullMarked
package dev.redoubt.server.mlflow;

import org.jspecify.annotations.NullMarked;
