/// Files become deployments: what is found below a path, which templates are deployed on their own,
/// and with which parameters.
@NullMarked
package dev.redoubt.workspace;

import org.jspecify.annotations.NullMarked;
