/// What a deployment is given from outside, and what it adds besides resources.
@NullMarked
package dev.redoubt.template.deployment;

import org.jspecify.annotations.NullMarked;
