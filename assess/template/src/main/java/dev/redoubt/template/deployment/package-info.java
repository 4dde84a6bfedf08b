/// The inputs of a deployment, and its results other than Azure resources.
@NullMarked
package dev.redoubt.template.deployment;

import org.jspecify.annotations.NullMarked;
