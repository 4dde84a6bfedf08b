/// MLflow's REST protocol.
@NullMarked
package dev.redoubt.server.mlflow;

import org.jspecify.annotations.NullMarked;
