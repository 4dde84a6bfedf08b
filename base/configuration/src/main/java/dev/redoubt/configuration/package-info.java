/// Reads YAML configuration files and reports every error with its line and column.
@NullMarked
package dev.redoubt.configuration;

import org.jspecify.annotations.NullMarked;
