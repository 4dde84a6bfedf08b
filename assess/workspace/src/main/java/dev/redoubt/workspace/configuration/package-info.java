/// Reads `redoubt.yaml`, the configuration file of an assessment. Entry class:
/// [dev.redoubt.workspace.configuration.WorkspaceConfigurationReader].
@NullMarked
package dev.redoubt.workspace.configuration;

import org.jspecify.annotations.NullMarked;
